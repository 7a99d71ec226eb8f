package io.github.dbmigrate.report;

/** How the page looks: light and dark, wide and narrow, on paper. */
final class HtmlStyle {
    static final String CSS = """
            :root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --soft: #59636e; --line: #dce1e7;
              --code: #f6f8fa; --error: #b3261e; --error-card: #fdeeec; --warning: #8a5a00; --warning-card: #fff5de;
              --note: #1f5fae; --note-card: #eaf2fc; --ok: #1a7f37; --ok-card: #e6f5ea; --focus: #1f5fae; }
            @media (prefers-color-scheme: dark) { :root { --page: #12161b; --card: #1a2027; --ink: #e4e8ec; --soft: #9aa5b1;
              --line: #303944; --code: #151a20; --error: #ff8f85; --error-card: #3a1d1b; --warning: #f0b94a;
              --warning-card: #352a12; --note: #7fb6f5; --note-card: #17283c; --ok: #5fd07f; --ok-card: #15301d;
              --focus: #7fb6f5; } }
            * { box-sizing: border-box; }
            html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
            body { margin: 0; background: var(--page); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
            header, main, footer { max-width: 1160px; margin: 0 auto; padding: 0 1.25rem; }
            code, pre, .sql, svg text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            code { font-size: .875em; overflow-wrap: anywhere; }
            a { color: var(--note); text-underline-offset: .15em; }
            :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
            .skip { position: absolute; left: -99rem; }
            .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
            .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
            header { padding-top: 2rem; }
            .tool { margin: 0; color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
            h1 { margin: .1rem 0 .4rem; font-size: clamp(1.5rem, 4.5vw, 2.1rem); line-height: 1.2; text-wrap: balance; }
            .failed h1 { color: var(--error); } .passed h1 { color: var(--ok); } .warned h1 { color: var(--warning); }
            .facts { margin: 0; color: var(--soft); }
            h2 { margin: 2.25rem 0 .75rem; font-size: 1.25rem; }
            h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
            nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: .75rem 0 0;
              border-top: 1px solid var(--line); font-size: .9375rem; }
            .problems, .checks { list-style: none; margin: 1.25rem 0 0; padding: 0; }
            .problems li { margin: 0 0 .4rem; padding: .5rem .85rem; border-left: 4px solid; border-radius: 4px; }
            .problems .where { display: block; font-size: .875rem; }
            li.error, .finding.error { border-color: var(--error); background: var(--error-card); }
            li.warning, .finding.warning { border-color: var(--warning); background: var(--warning-card); }
            li.note, .finding.note { border-color: var(--note); background: var(--note-card); }
            .finding.allowed { border-color: var(--ok); background: var(--ok-card); }
            .word { font-weight: 650; margin-right: .35em; }
            .error > .word, .finding.error .word { color: var(--error); } .warning > .word, .finding.warning .word { color: var(--warning); }
            .note > .word, .finding.note .word { color: var(--note); } .finding.allowed .word { color: var(--ok); }
            .checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: .35rem 1.5rem;
              font-size: .9375rem; }
            .checks li { padding-left: 1.5rem; position: relative; overflow-wrap: anywhere; }
            .checks li::before { content: "\\2713"; position: absolute; left: 0; color: var(--ok); font-weight: 700; }
            .checks .open { color: var(--soft); } .checks .open::before { content: "\\2013"; color: var(--warning); }
            .checks .wrong::before { content: "!"; left: .25rem; color: var(--error); }
            .checks b { font-weight: 600; }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1.25rem; overflow: hidden; }
            .card > .head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .65rem 1rem;
              border-bottom: 1px solid var(--line); }
            .head .side { color: var(--soft); font-size: .875rem; margin-left: auto; }
            .head .side .bad { color: var(--error); font-weight: 600; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            .sql { font-size: .8125rem; line-height: 1.55; background: var(--code); tab-size: 4; }
            .sql th { width: 1%; padding: 0 .75rem 0 1rem; text-align: right; font-weight: 400; color: var(--soft);
              user-select: none; vertical-align: top; white-space: nowrap; }
            .sql td { padding: 0 1rem 0 .25rem; white-space: pre; }
            .sql td.code { font-family: inherit; }
            .sql tr:first-child > * { padding-top: .5rem; } .sql tr:last-child > * { padding-bottom: .5rem; }
            .sql tr.marked > * { background: color-mix(in srgb, var(--mark) 14%, transparent); }
            .sql tr.error { --mark: var(--error); } .sql tr.warning { --mark: var(--warning); }
            .sql tr.note { --mark: var(--note); } .sql tr.allowed { --mark: var(--ok); }
            .sql tr.marked th { box-shadow: inset 4px 0 var(--mark); color: var(--ink); font-weight: 600; }
            .sql mark { background: color-mix(in srgb, var(--mark) 26%, transparent); color: inherit; border-radius: 2px;
              padding: .1em 0; }
            .sql td.gap { color: var(--soft); font-style: italic; }
            .sql td.told { padding: .4rem 1rem .6rem .25rem; white-space: normal; }
            .finding { border-left: 4px solid; border-radius: 4px; padding: .55rem .85rem; font: .9375rem/1.5 system-ui, sans-serif;
              max-width: 60rem; min-width: 0; }
            .card > .finding { max-width: none; border-radius: 0; }
            .sql .finding { position: sticky; left: .5rem; max-width: min(60rem, calc(100vw - 7rem)); }
            .finding p { margin: 0; overflow-wrap: anywhere; }
            .finding dl { margin: .35rem 0 0; display: grid; grid-template-columns: auto 1fr; gap: .15rem .75rem; font-size: .875rem; }
            .finding dt { color: var(--soft); } .finding dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            .finding pre { margin: .5rem 0 0; overflow-x: auto; font-size: .8125rem; }
            .data { font-size: .875rem; }
            .data th, .data td { text-align: left; padding: .4rem 1rem; border-top: 1px solid var(--line); vertical-align: top; }
            .data thead th { border-top: 0; color: var(--soft); font-weight: 600; white-space: nowrap; background: var(--code); }
            .data tbody th { font-weight: 400; } .data .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .data code { overflow-wrap: normal; } .data td, .data th { white-space: nowrap; }
            .data tbody th[scope=row] { min-width: 15rem; white-space: normal; }
            .data .file th { background: var(--code); font-weight: 600; }
            .all { color: var(--error); font-weight: 600; } .writes { color: var(--warning); font-weight: 600; }
            .quiet { color: var(--soft); }
            .diff { margin: 0; padding: .6rem 0; font-size: .8125rem; line-height: 1.55; overflow-x: auto; background: var(--code); }
            .diff span { display: block; width: max-content; min-width: 100%; padding: 0 1rem; white-space: pre; }
            .diff .plus { background: var(--ok-card); color: var(--ok); } .diff .minus { background: var(--error-card); color: var(--error); }
            .diff .change { background: var(--warning-card); color: var(--warning); }
            .canvas { overflow: auto; padding: .75rem; } .picture { display: block; max-width: 100%; height: auto; }
            .picture text { font-size: 12px; fill: var(--ink); white-space: pre; } .picture .name { font-weight: 650; }
            .picture .frame { fill: var(--card); stroke: var(--soft); stroke-width: 1.2; }
            .picture .rule { stroke: var(--line); } .picture .edge { fill: none; stroke: var(--soft); stroke-width: 1.4; }
            .picture .tip { fill: var(--soft); } .picture text.more { fill: var(--soft); }
            .picture text.added { fill: var(--ok); } .picture text.dropped { fill: var(--error); } .picture text.changed { fill: var(--warning); }
            .picture .box.added .frame { fill: var(--ok-card); stroke: var(--ok); stroke-width: 2; }
            .picture .box.dropped .frame { fill: var(--error-card); stroke: var(--error); stroke-width: 2; stroke-dasharray: 5 3; }
            .picture .box.changed .frame { fill: var(--warning-card); stroke: var(--warning); stroke-width: 2; }
            .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: .6rem 1rem; list-style: none;
              font-size: .875rem; color: var(--soft); border-bottom: 1px solid var(--line); }
            .legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 3px;
              border: 2px solid var(--soft); vertical-align: -.05em; }
            .legend .added::before { border-color: var(--ok); background: var(--ok-card); }
            .legend .changed::before { border-color: var(--warning); background: var(--warning-card); }
            .legend .dropped::before { border-color: var(--error); background: var(--error-card); border-style: dashed; }
            summary { cursor: pointer; padding: .5rem 1rem; color: var(--note); }
            footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 2.5rem; color: var(--soft); font-size: .875rem; }
            @media (max-width: 560px) { header, main, footer { padding-left: .75rem; padding-right: .75rem; }
              header { padding-top: 1.25rem; } .head .side { margin-left: 0; width: 100%; } .data th, .data td { padding: .35rem .6rem; }
              .sql th { padding: 0 .5rem; } .finding dl { grid-template-columns: 1fr; gap: 0; } .finding dd { margin-bottom: .25rem; }
              .card > .finding { max-width: none; border-radius: 0; }
            .sql .finding { max-width: calc(100vw - 5.25rem); } .checks { grid-template-columns: 1fr; } }
            @media print { body { background: none; } nav, .skip { display: none; } .card { break-inside: avoid; } .scroll, .canvas { overflow: visible; }
              .sql td { white-space: pre-wrap; } }
            """;

    private HtmlStyle() {}
}
