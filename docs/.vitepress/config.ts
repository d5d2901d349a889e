import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type DefaultTheme, defineConfig } from "vitepress";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The pages of a folder by their headings. */
function pagesIn(folder: string): DefaultTheme.SidebarItem[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  return names.sort().map((name) => {
    const [, text = name] = /^# (.+)$/m.exec(readFileSync(join(root, folder, name), "utf8")) ?? [];
    return { text, link: `/${folder}/${basename(name, ".md")}` };
  });
}

/** Relative links to files that are no pages: the schemas, the licences. VitePress neither copies nor checks them. */
function linkedFiles(page: string): string[] {
  const links = readFileSync(join(root, page), "utf8").matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g);
  return [...links]
    .map(([, target = ""]) => join(root, dirname(page), target))
    .filter((file) => !/(?:\.md|\/)$/.test(file));
}

/**
 * The documentation site: README.md and the documents beside it, and docs/. The pages are the repository's own Markdown files, so that
 * a link works in an editor, in the package and on the site. The build fails on a dead link.
 */
export default defineConfig({
  title: "txwhy",
  description: "Why did this payment fail, and what makes it go through?",
  srcDir: "..",
  outDir: "../reports/site",
  srcExclude: ["**/node_modules/**", "**/.*/**", "{reports,dist,test,examples}/**"],
  rewrites: {
    "README.md": "index.md",
    ":folder(.*)/README.md": ":folder/index.md",
  },
  // The configuration at the root builds the agent's page.
  vite: { configFile: false, build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    nav: [
      { text: "Guides", link: "/docs/guides/" },
      { text: "Causes", link: "/docs/causes/" },
      { text: "API", link: "/docs/api" },
    ],
    sidebar: [
      { text: "Guides", link: "/docs/guides/", items: pagesIn("docs/guides") },
      {
        text: "Reference",
        items: [
          { text: "API", link: "/docs/api" },
          { text: "Causes", link: "/docs/causes/", collapsed: true, items: pagesIn("docs/causes") },
          { text: "Benchmarks", link: "/bench/" },
          { text: "Quality", link: "/docs/quality" },
        ],
      },
      {
        text: "Project",
        items: ["CONTRIBUTING", "SECURITY", "PRIVACY", "CHANGELOG"].map((name) => ({
          text: `${name.charAt(0)}${name.slice(1).toLowerCase()}`,
          link: `/${name}`,
        })),
      },
    ],
    search: { provider: "local" },
  },
  buildEnd({ pages, rewrites, outDir }) {
    for (const file of pages.flatMap((page) => linkedFiles(rewrites.inv[page] ?? page))) {
      const copy = join(outDir, relative(root, file));
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(file, copy);
    }
  },
});
