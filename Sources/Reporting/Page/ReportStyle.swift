/// The looks of reports, beside those that all pages share.
enum ReportStyle {
  static let rules = """
    *{box-sizing:border-box}
    main{max-width:76rem;padding:1.25rem 1rem 3rem}
    h1{font-size:1.6rem;margin:.25rem 0 .5rem}
    p{margin:.5rem 0;max-width:46rem;overflow-wrap:anywhere}
    .about{font-size:1.05rem}
    p.quiet{color:#595959;font-size:.9rem}
    nav{margin:1rem 0}
    nav ul{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
    section{margin-top:2.25rem}
    .figures{display:grid;gap:1.5rem;\
    grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr))}
    figure{margin:0 0 1rem;min-width:0;max-width:40rem}
    figcaption{font-weight:600;font-size:.95rem;margin:0 0 .35rem;overflow-wrap:anywhere}
    figure svg{display:block;width:100%;height:auto}
    output{display:block;min-height:2.6em;font-size:.85rem;line-height:1.3;color:#595959;\
    margin:.25rem 0}
    .scroll{overflow-x:auto;max-width:100%}
    details .scroll{max-height:32rem;overflow-y:auto}
    thead th{white-space:nowrap}
    td{max-width:28rem;overflow-wrap:break-word}
    details{margin:.25rem 0 .75rem}
    summary{cursor:pointer;font-size:.9rem;overflow-wrap:anywhere}
    dl{margin:.5rem 0}
    code,pre{font:.85rem/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
    pre{white-space:pre-wrap;margin:.25rem 0}
    .chart .paper{fill:none}
    .chart .dashed{stroke-dasharray:7 5}
    .chart .dots{stroke-dasharray:1.5 4.5}
    .chart .mixed{stroke-dasharray:9 4 1.5 4}
    .chart .cell{fill:#0072b2;stroke:#fff}
    .chart .shade-0{fill-opacity:.04}
    .chart .shade-1{fill-opacity:.12}
    .chart .shade-2{fill-opacity:.2}
    .chart .shade-3{fill-opacity:.28}
    .chart .shade-4{fill-opacity:.36}
    .chart .shade-5{fill-opacity:.45}
    .chart .strip{fill:#222;fill-opacity:0}
    .point{outline:none}
    .point:hover .strip,.point:focus .strip{fill-opacity:.16}
    .point:focus .strip{stroke:#222;stroke-width:1.5}
    :focus-visible{outline:2px solid #005a9c;outline-offset:2px}
    @media screen and (prefers-color-scheme:dark){
    p.quiet,output{color:#adadad}
    .chart .strip{fill:#e8e8e8}
    .chart .cell{fill:#56b4e9;stroke:#17191c}
    .point:focus .strip{stroke:#e8e8e8}
    :focus-visible{outline-color:#7cc4f2}
    }
    @media print{
    .scroll,details .scroll{max-height:none;overflow:visible}
    figure{break-inside:avoid}
    output,nav{display:none}
    }
    """
}
