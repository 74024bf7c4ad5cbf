/**
 * The editor of a script: CodeMirror without a wrapper. The text lives in the editor; `onChange` tells of it, and it is
 * set from outside only when `load` changes. Faults are given from outside: they are the engine's.
 */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { AdapterFault } from "@/shared/api/types";
import { type Language, text, useTexts } from "@/shared/i18n";
import { completeRhai } from "./completion";
import { editorTheme } from "./editorTheme";
import { markOf } from "./faults";
import { rhai } from "./rhai";

export interface EditorHandle {
  /** Brings the place of a fault into sight and puts the cursor there. */
  goTo(fault: AdapterFault): void;
}

interface CodeEditorProps {
  label: string;
  /** The text to begin with; another text is put in as a whole. */
  load: string;
  faults: AdapterFault[];
  /** Names of the parameters that the script declares. */
  params: string[];
  onChange: (source: string) => void;
  ref?: Ref<EditorHandle>;
}

/** The words of the search panel, as CodeMirror has them in English. */
function phrases(): Record<string, string> {
  return {
    Find: text("adapters.search.find"),
    Replace: text("adapters.search.replace"),
    next: text("adapters.search.next"),
    previous: text("adapters.search.previous"),
    all: text("adapters.search.all"),
    "match case": text("adapters.search.matchCase"),
    regexp: text("adapters.search.regexp"),
    "by word": text("adapters.search.byWord"),
    replace: text("adapters.search.replaceOne"),
    "replace all": text("adapters.search.replaceAll"),
    close: text("adapters.search.close"),
    "Go to line": text("adapters.search.goto"),
    go: text("adapters.search.go"),
  };
}

interface Outside {
  params: () => string[];
  onChange: (source: string) => void;
}

function stateOf(doc: string, label: string, outside: Outside): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      lintGutter(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completeRhai(outside.params)], icons: false }),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      EditorState.phrases.of(phrases()),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...completionKeymap,
        // Escape, then Tab leaves the editor, as CodeMirror's own keymap has it.
        indentWithTab,
      ]),
      rhai,
      editorTheme,
      EditorView.contentAttributes.of({ "aria-label": label }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) outside.onChange(update.state.doc.toString());
      }),
    ],
  });
}

function show(view: EditorView, faults: AdapterFault[]): void {
  const diagnostics = faults.map(
    (fault): Diagnostic => ({ ...markOf(view.state.doc, fault), severity: "error" }),
  );
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

export function CodeEditor({ label, load, faults, params, onChange, ref }: CodeEditorProps) {
  const { language } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const drawnIn = useRef<Language>(language);
  const latest = useRef({ params, onChange });
  latest.current = { params, onChange };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives as long as its place; `load` has its own effect
  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: stateOf(load, label, outside(latest)),
    });
    view.current = made;
    show(made, faults);
    return () => {
      made.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const now = editor.state.doc.toString();
    // A whole new state: undoing must not lead back into another script.
    if (now !== load) editor.setState(stateOf(load, label, outside(latest)));
  }, [load, label]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || drawnIn.current === language) return;
    drawnIn.current = language;
    editor.setState(stateOf(editor.state.doc.toString(), label, outside(latest)));
  }, [language, label]);

  useEffect(() => {
    if (view.current) show(view.current, faults);
  }, [faults]);

  useImperativeHandle(ref, () => ({
    goTo(fault) {
      const editor = view.current;
      if (!editor) return;
      const { from } = markOf(editor.state.doc, fault);
      editor.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      editor.focus();
    },
  }));

  return <div className="adapter-code" ref={place} />;
}

function outside(latest: { current: { params: string[]; onChange: (source: string) => void } }): Outside {
  return {
    params: () => latest.current.params,
    onChange: (source) => latest.current.onChange(source),
  };
}
