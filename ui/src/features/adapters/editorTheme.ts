/** The editor in the console's colours: custom properties only, so that it follows light and dark by itself. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "12.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--text)", paddingBottom: "24px" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    backgroundColor: "var(--code)",
    color: "var(--text3)",
    borderRight: "1px solid var(--border)",
  },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--hover)", color: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--primary) 26%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--primary) 14%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--blue-tint)",
    outline: "1px solid var(--primary)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--red-tint)" },
  ".cm-searchMatch": { backgroundColor: "var(--amber-tint)", outline: "1px solid var(--amber-ink)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selected)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
  ".cm-panels.cm-panels-top, .cm-panels.cm-panels-bottom": { borderColor: "var(--border)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 10px", fontFamily: "var(--font)", fontSize: "12px" },
  ".cm-panel.cm-search [name=close]": { color: "var(--text2)", fontSize: "18px", top: "4px", right: "8px" },
  ".cm-textfield": {
    padding: "3px 8px",
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--borderStrong)",
    borderRadius: "4px",
    fontSize: "12px",
  },
  ".cm-button": {
    padding: "3px 10px",
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    backgroundImage: "none",
    border: "1px solid var(--borderStrong)",
    borderRadius: "4px",
    fontSize: "12px",
    cursor: "pointer",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--borderStrong)",
    borderRadius: "6px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--selected)",
    color: "var(--text)",
  },
  ".cm-completionDetail": { color: "var(--text3)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--primary)", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "300px", padding: "6px 10px", fontFamily: "var(--font)" },
  ".cm-diagnostic": { padding: "4px 10px", fontFamily: "var(--font)", fontSize: "12px" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--red-ink)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--red-ink)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
    backgroundColor: "var(--red-tint)",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--red-ink)" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "3px 2px 0" },
  // The picture that comes with the lint package would be an address of its own: a plain dot says as much.
  ".cm-lint-marker-error": {
    content: '""',
    width: "9px",
    height: "9px",
    borderRadius: "50%",
    backgroundColor: "var(--red-ink)",
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.atom, tags.bool], color: "var(--violet-ink)" },
  { tag: [tags.string], color: "var(--green-ink)" },
  { tag: [tags.number], color: "var(--amber-ink)" },
  { tag: [tags.comment], color: "var(--text3)", fontStyle: "italic" },
  { tag: [tags.propertyName], color: "var(--blue-ink)" },
  { tag: [tags.standard(tags.variableName)], color: "var(--primary)" },
  { tag: [tags.definition(tags.variableName)], color: "var(--text)", fontWeight: "700" },
  { tag: [tags.operator, tags.punctuation], color: "var(--text2)" },
]);

export const editorTheme = [look, syntaxHighlighting(colours)];
