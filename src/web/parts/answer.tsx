import type { CauseView, DiagnosisView } from "../protocol.js";
import { Added } from "./added.js";
import { Advice, Conflicts, RuledOutCauses, Warnings } from "./aside.js";
import { EvidenceFold, OtherCauses } from "./cause.js";
import { Questions } from "./questions.js";
import { Send } from "./send.js";
import { VerdictCard } from "./verdict.js";
import { WhatIfPanel } from "./what-if.js";

/** The answer: why and what to do, the reply beside it, and everything else folded below. */
export function Answer({ view }: { view: DiagnosisView }) {
  const first: CauseView | undefined = view.causes[0];
  return (
    <>
      <div class="main-part">
        <VerdictCard view={view} />
        <Conflicts view={view} />
        <Added />
      </div>
      <div class="beside">
        <Send view={view} />
      </div>
      <div class="rest">
        <Questions view={view} />
        <WhatIfPanel view={view} />
        <OtherCauses view={view} />
        {first !== undefined && <EvidenceFold cause={first} />}
        <Advice view={view} />
        <RuledOutCauses view={view} />
        <Warnings view={view} />
      </div>
    </>
  );
}
