import type { Page } from "playwright-core";

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** As much of a browser's DOM as is looked at; the tests themselves run outside of one. */
interface Element {
  parentElement: Element | null;
  clientWidth: number;
  scrollWidth: number;
  closest(selector: string): Element | null;
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
  getBoundingClientRect(): Box;
}
interface TextNode {
  parentElement: Element;
  textContent: string;
}
interface Dom {
  document: {
    documentElement: Element;
    body: Element;
    createTreeWalker(root: Element, show: number): { nextNode(): TextNode | null };
    createRange(): { selectNodeContents(node: TextNode): void; getClientRects(): Iterable<Box> };
  };
  innerWidth: number;
  getComputedStyle(element: Element): { overflowX: string; overflowY: string };
  NodeFilter: { SHOW_TEXT: number };
}

/** What a person would see go wrong in a layout: text that leaves the page sideways, is cut off, or stands on other text. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return (await page.evaluate(`(${findFaults.toString()})()`)) as string[];
}

// Runs in the page, from its text: what it needs stands inside.
function findFaults(): string[] {
  const dom = globalThis as unknown as Dom;
  const { document } = dom;
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const lines: { element: Element; text: string; box: Box }[] = [];
  const walker = document.createTreeWalker(document.body, dom.NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (text === "" || element.closest(".visually-hidden, .skip, .behind, select, textarea, script, svg") !== null)
      continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      let box: Box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
      let scrolls = false;
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const style = dom.getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        if (
          /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`) &&
          around !== document.body &&
          around !== root
        ) {
          scrolls = true;
          box = {
            left: Math.max(box.left, edge.left),
            right: Math.min(box.right, edge.right),
            top: Math.max(box.top, edge.top),
            bottom: Math.min(box.bottom, edge.bottom),
          };
        } else if (/hidden|clip/.test(style.overflowX) && (rect.right > edge.right + 1 || rect.left < edge.left - 1)) {
          faults.push(`cut off: ${text.slice(0, 60)}`);
        }
      }
      if (box.right - box.left < 1 || box.bottom - box.top < 1) continue;
      if (!scrolls && (box.left < -1 || box.right > dom.innerWidth + 1)) faults.push(`outside: ${text.slice(0, 60)}`);
      lines.push({ element, text, box });
    }
  }
  for (const [i, one] of lines.entries()) {
    for (const other of lines.slice(i + 1)) {
      if (one.element === other.element) continue;
      // An open menu lies over the page on purpose, on a ground of its own.
      if ((one.element.closest(".menu-panel") === null) !== (other.element.closest(".menu-panel") === null)) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Boxes of lines reach a little over their letters.
      const least = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top);
      if (across > 2 && down > least * 0.4) faults.push(`"${one.text.slice(0, 40)}" on "${other.text.slice(0, 40)}"`);
    }
  }
  return [...new Set(faults)];
}
