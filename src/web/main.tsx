import { render } from "preact";
import { unpackPage } from "./engine.js";
import { App } from "./parts/app.js";
import { start } from "./store.js";
import { learnWords } from "./words/index.js";
import "./style/base.css";
import "./style/controls.css";
import "./style/paste.css";
import "./style/answer.css";
import "./style/picture.css";
import "./style/send.css";
import "./style/media.css";

const page = unpackPage();
learnWords(page.words);
render(<App />, document.getElementById("app") as HTMLElement);
void start(page);

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
