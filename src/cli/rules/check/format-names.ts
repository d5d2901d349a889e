/** How `rules check` can print its faults: for a person, a program, GitHub's annotations, code scanning, or a test report. */
export const checkFormats = ["text", "json", "github", "sarif", "junit"] as const;
export type CheckFormat = (typeof checkFormats)[number];
