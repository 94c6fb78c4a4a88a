import Charts

/// The looks of the page around the figures.
enum EvidencePageStyle {
  /// The element for the page's head.
  static let element = """
    <style>
    :root{color-scheme:light dark}
    body{margin:0;background:#fff;color:#222;font:16px/1.5 \(ChartStyle.fonts)}
    main{max-width:48rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}
    h2{font-size:1.2rem;margin:0 0 .5rem}
    section{margin:2.5rem 0 0}
    .picture{overflow-x:auto;max-width:100%;margin:0 0 1rem}
    th[scope=row]{white-space:nowrap}
    .picture svg{display:block;width:100%;min-width:34rem;height:auto}
    dt{font-weight:600}
    dd{margin:0 0 .8rem;font-size:.9rem;overflow-wrap:anywhere}
    table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.35}
    th,td{padding:.3rem .5rem;border-bottom:1px solid #dedede;text-align:left}
    thead th{border-bottom:2px solid #595959}
    tbody th{font-weight:400}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    @media screen and (max-width:38rem){
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
    th,td,tr{border-color:#3b3f44}
    td::before{color:#adadad}
    thead th{border-bottom-color:#adadad}
    }
    @media print{
    body{font-size:10pt}
    main{max-width:none;padding:0}
    .picture{overflow:visible}
    .picture svg{min-width:0}
    .picture,tr{break-inside:avoid}
    h2{break-after:avoid}
    }
    </style>

    """
}
