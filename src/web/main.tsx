import { render } from "preact";
import { App } from "./parts/app.js";
import { start } from "./store.js";
import "./style/base.css";
import "./style/controls.css";
import "./style/paste.css";
import "./style/answer.css";
import "./style/picture.css";
import "./style/send.css";
import "./style/media.css";

render(<App />, document.getElementById("app") as HTMLElement);
void start();

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
