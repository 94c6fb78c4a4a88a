import Charts

/// The looks of the page around the figures.
enum PaperPageStyle {
  /// The element for the page's head.
  static let element = """
    <style>
    :root{color-scheme:light dark}
    body{margin:0;background:#fff;color:#222;font:16px/1.5 \(ChartStyle.fonts)}
    main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}
    h2{font-size:1.2rem;margin:0 0 .5rem}
    a{color:#005a9c}
    nav{border:1px solid #dedede;border-radius:6px;padding:.75rem 1rem;margin:1.5rem 0}
    nav ul{margin:0;padding:0;list-style:none;font-size:.9rem;line-height:1.35}
    nav li{margin:.3rem 0 .3rem 1rem;text-indent:-1rem}
    section{margin:2.75rem 0 0;scroll-margin-top:1rem}
    .picture{overflow-x:auto;max-width:100%}
    .hint{display:none;margin:.25rem 0;font-size:.85rem;color:#595959}
    .picture svg{display:block;width:100%;min-width:36rem;height:auto}
    dl{margin:.75rem 0 0}
    dt{font-weight:600;font-size:.9rem}
    dd{margin:0 0 .6rem;font-size:.95rem;white-space:pre-line}
    table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.35}
    th,td{padding:.3rem .6rem;border-bottom:1px solid #dedede;text-align:left;vertical-align:top}
    thead th{border-bottom:2px solid #595959;white-space:nowrap}
    tbody th{font-weight:400;min-width:8rem;overflow-wrap:anywhere}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    thead th:nth-child(n+2):nth-child(-n+4){text-align:right}
    @media screen and (max-width:38rem){
    .hint{display:block}
    thead{display:none}
    table,tbody,tr,th,td{display:block}
    tr{padding:.5rem 0;border-bottom:1px solid #dedede}
    th,td{border:0;padding:.05rem 0}
    tbody th{font-weight:600}
    td.number{text-align:left}
    td::before{content:attr(data-column) ": ";color:#595959}
    }
    @media screen and (prefers-color-scheme:dark){
    body{background:#17191c;color:#e8e8e8}
    a{color:#7cc4f2}
    nav,th,td,tr{border-color:#3b3f44}
    .hint,td::before{color:#adadad}
    thead th{border-bottom-color:#adadad}
    }
    @media print{
    body{font-size:10pt}
    main{max-width:none;padding:0}
    .picture{overflow:visible}
    .picture svg{min-width:0}
    section{margin-top:1.25rem}
    section,tr{break-inside:avoid}
    #verdicts{break-inside:auto;break-before:page}
    h2{break-after:avoid}
    }
    </style>

    """
}
