import * as z from "zod/mini";
import { anything, dateTime, flag, may, must, natural, object, oneOf, plainText } from "./members.js";
import { packetSchema, saidSchema, transactionSummarySchema } from "./packet.js";

// A stored assessment comes back as input: it is put into words without the context.

const money = () =>
  object("Money", "An amount in major units, with exactly its currency's digits.", {
    value: must("The amount as a decimal text.", plainText),
    currency: must("Its currency.", plainText),
  });

const cause = () => plainText;
const codes = () => z.array(plainText);

/** Why something was found: a code, and what the sentence about it speaks of. */
const because = () =>
  object("Reason", "Why: a code with the values of its sentence.", {
    code: must("The code.", plainText),
    params: must("What the sentence speaks of.", anyObject()),
  });
const anyObject = () => z.record(z.string(), anything);

const evidence = () =>
  object("AssessedEvidence", "A fact that a rule rests on.", {
    fact: must("The fact.", plainText),
    value: may("Its value; null where it is unknown.", anything),
    unit: may("Its unit: the currency of money, ms.", plainText),
  });

const remedy = () =>
  object("AssessedRemedy", "One way out of a cause.", {
    action: must("What it does.", plainText),
    who: must("Who can do it.", oneOf("customer", "payee", "merchant", "issuer", "support")),
    params: must("Its numbers.", anyObject()),
    effort: must("How long it takes.", oneOf("seconds", "minutes", "hours", "days")),
    patch: may("RFC 6902, onto the context; null where its effect cannot be simulated.", z.array(anyObject())),
    verified: must(
      "What diagnosing the patched context found.",
      oneOf("clears_all", "clears_this", "fails", "not_simulated"),
    ),
    leaves: must("Codes of the causes that still block after it.", codes()),
    tried: may("Tried before without success.", flag),
  });

const providerCode = () =>
  object("ProviderCode", "A provider's code, redacted.", {
    provider: must("The provider.", plainText),
    code: must("The code.", plainText),
  });

const assessedCause = () =>
  object("AssessedCause", "Why the transaction failed, or a piece of advice.", {
    code: must("The code of the cause.", cause()),
    certainty: must("How sure the rules are.", oneOf("certain", "likely", "possible")),
    rules: must("Names of the rules that fired.", codes()),
    evidence: must("What they rest on.", z.array(evidence())),
    remedies: must("Ways out, best first.", z.array(remedy())),
    providerCodes: may("Codes that name this cause.", z.array(providerCode())),
    sensitive: may("The customer is told less than the agent.", flag),
    party: may(
      "Whose it is to mend.",
      oneOf("customer", "payee", "merchant", "issuer", "network", "provider", "wallet"),
    ),
    sinceAttempt: may("Was not so at the attempt, and blocks the next one.", flag),
    endedAt: may("When time ended it, before now; null where only that it ended is known.", dateTime),
  });

const plan = () =>
  object("Plan", "The cheapest set of remedies after which nothing blocks.", {
    steps: must(
      "Its steps, in the order in which they are done.",
      z.array(
        object("PlanStep", "One remedy of a plan.", {
          cause: must("The cause it clears.", cause()),
          action: must("What it does.", plainText),
          params: must("Its numbers.", anyObject()),
        }),
      ),
    ),
    patch: must("The patch of all steps.", z.array(anyObject())),
    clears: must("Nothing blocks after it.", flag),
  });

const channel = () =>
  object("AssessedChannel", "A way to reach support.", {
    kind: must("What it is.", oneOf("phone", "chat", "email")),
    because: must("Why it is proposed.", because()),
    openNow: may("Whether it is open; null where that is unknown.", flag),
    address: may("From the profile, never from the input.", plainText),
  });

const escalation = () =>
  object("AssessedEscalation", "The hand-over to a person.", {
    reason: must(
      "Why a person takes over.",
      oneOf("unknown_outcome", "needs_human", "conflicting_evidence", "remedies_exhausted", "no_rule_matched"),
    ),
    priority: must("How soon.", oneOf("urgent", "high", "normal", "low")),
    channel: must("How to reach support.", channel()),
    alternatives: must("Other ways.", z.array(channel())),
    prepare: must(
      "What to have ready.",
      z.array(
        object("AssessedPrepareItem", "Something to have ready.", {
          item: must("What it is.", plainText),
          state: must("Whether it is there.", oneOf("have", "missing", "not_applicable")),
        }),
      ),
    ),
    packet: must("What the person needs.", packetSchema),
  });

const fact = () =>
  object("AssessedFact", "A fact as the texts use it, redacted.", {
    kind: must("What it is.", oneOf("money", "time", "number", "boolean", "text")),
    value: must("Its value.", anything),
    unit: may("Its unit: the currency of money, ms.", plainText),
  });

/** Everything found out about one transaction: codes and values, and no sentence. */
export const assessmentSchema = /* @__PURE__ */ (() =>
  object("Assessment", "Everything found out about one transaction: codes and values, and no sentence.", {
    transaction: must("What was tried, as it was understood.", transactionSummarySchema()),
    said: must("Every code that was read, the one that decides first; then the message.", saidSchema()),
    verdict: must("What is to be done.", oneOf("self_service", "wait", "escalate", "not_failed")),
    causes: must("Blocking causes, most decisive first.", z.array(assessedCause())),
    advice: must("True, but not blocking.", z.array(assessedCause())),
    plan: may("The cheapest way through; null where there is none.", plan()),
    retry: must(
      "When to try again.",
      object("Retry", "When to try again.", {
        when: must("When.", oneOf("now", "after_remedy", "later", "check_status_first", "never")),
        notBefore: may("Not before this time.", dateTime),
        sameReference: must("Only under the reference of this attempt.", flag),
        decline: may("Whether the same instrument can succeed.", oneOf("hard", "soft")),
        attemptsLeft: may("How many more tries the card network allows.", natural),
        because: may("The code that decided.", providerCode()),
      }),
    ),
    largestAmount: may("The most that would pass right now.", money()),
    questions: must(
      "Missing facts worth asking for.",
      z.array(
        object("AssessedQuestion", "A missing fact.", {
          path: must("JSON Pointer of the fact in the context.", plainText),
          decides: must("The causes it would decide.", codes()),
        }),
      ),
    ),
    ruledOut: must(
      "Causes that known facts rule out.",
      z.array(
        object("AssessedRuledOut", "A cause that is ruled out.", {
          cause: must("The cause.", cause()),
          because: must("By what.", because()),
        }),
      ),
    ),
    conflicts: must(
      "Evidence that contradicts itself.",
      z.array(
        object("AssessedConflict", "Evidence that contradicts itself.", {
          cause: must("The cause it is about.", cause()),
          facts: must("The facts.", codes()),
          because: must("How.", because()),
        }),
      ),
    ),
    escalation: may("Present exactly when the verdict is escalate.", escalation()),
    warnings: must(
      "What of the input was not used as it was given.",
      z.array(
        object("AssessedWarning", "Something that was not used as it was given.", {
          path: must("JSON Pointer of the place.", plainText),
          code: must("The code.", plainText),
          params: may("What its sentence speaks of.", anyObject()),
          line: may("The line of the text, from 1.", natural),
        }),
      ),
    ),
    ruleSet: must(
      "The rules that made it.",
      object("RuleSetId", "Which rules made it.", {
        id: must("Their name.", plainText),
        version: must("Their version.", plainText),
        hash: must("SHA-256 of everything that it depends on.", plainText),
      }),
    ),
    facts: must("The values that the texts use, by the name of the fact.", z.record(z.string(), fact())),
    profile: may("The support profile it was made with; left out for the default one.", anything),
  }))();
