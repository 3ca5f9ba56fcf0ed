namespace DevRel.Reports.Page;

/// <summary>The one style sheet: light and dark by the reader's setting, contrast of at least 4.5 to 1 in both, fit for print.</summary>
internal static class Style
{
    public const string Css = """
        :root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--paper:#fff;--line:#d0d7de;--card:#f6f8fa;--mark:#0b57b0}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9da7b3;--paper:#0d1117;--line:#30363d;--card:#161b22;--mark:#79b8ff}}
        *{box-sizing:border-box}
        body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        main,footer{max-width:72rem;margin:0 auto;padding:1rem}
        h1{font-size:1.9rem;line-height:1.2;margin:1rem 0 .25rem}
        h2{font-size:1.3rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
        h3{font-size:1rem;margin:0}
        .lead{font-size:1.1rem;margin:.25rem 0 0}
        .quiet{color:var(--quiet);font-size:.875rem;margin:.25rem 0 0}
        .numbers{list-style:none;margin:0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
        .numbers li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem}
        .value{font-size:1.8rem;font-weight:600;margin:.25rem 0;font-variant-numeric:tabular-nums}
        .unknown{font-size:1.2rem;font-weight:400}
        .trend{width:100%;height:2.5rem;display:block}
        .trend path{fill:none;stroke:var(--mark);stroke-width:2;vector-effect:non-scaling-stroke}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
        .state{white-space:nowrap}
        th[scope=row]{min-width:10rem}
        th code{font-weight:400;color:var(--quiet)}
        article{margin-bottom:1.5rem}
        dt{font-weight:600;margin-top:.75rem;scroll-margin-top:1rem}
        dd{margin:0}
        code{font-size:.875em;overflow-wrap:anywhere}
        a{color:var(--mark)}
        a:focus-visible,.scroll:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
        .skip{position:absolute;left:-100rem}
        .skip:focus{left:1rem;top:1rem}
        footer{color:var(--quiet);font-size:.875rem;border-top:1px solid var(--line);margin-top:2rem}
        @media print{.numbers{grid-template-columns:repeat(3,1fr)}.skip{display:none}}
        """;
}
