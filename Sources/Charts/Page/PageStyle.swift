/// The looks that pages share: on a screen of any width, light or dark, and on paper.
package enum PageStyle {
  /// Text and tables, of every page.
  static let rules = """
    :root{color-scheme:light dark}
    body{margin:0;background:#fff;color:#222;font:16px/1.5 \(ChartStyle.fonts)}
    main{max-width:48rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem;overflow-wrap:anywhere}
    h2{font-size:1.2rem;margin:0 0 .5rem;overflow-wrap:anywhere}
    a{color:#005a9c}
    section{margin:2.5rem 0 0;scroll-margin-top:1rem}
    dt{font-weight:600;font-size:.9rem}
    dd{margin:0 0 .6rem;overflow-wrap:anywhere}
    table{border-collapse:collapse;font-size:.85rem;line-height:1.35}
    th,td{padding:.3rem .55rem;border-bottom:1px solid #dedede;text-align:left;\
    vertical-align:top}
    thead th{border-bottom:2px solid #595959}
    tbody th{font-weight:400}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    @media screen and (prefers-color-scheme:dark){
    body{background:#17191c;color:#e8e8e8}
    a{color:#7cc4f2}
    th,td{border-color:#3b3f44}
    thead th{border-bottom-color:#adadad}
    }
    @media print{
    body{font-size:10pt}
    main{max-width:none;padding:0}
    tr{break-inside:avoid}
    h2{break-after:avoid}
    }
    """

  /// Wide pictures one above the other, and tables whose rows become blocks on a phone: each cell
  /// says its column there, in `data-column`.
  package static let pictures = """
    .picture{overflow-x:auto;max-width:100%;margin:0 0 1rem}
    .picture svg{display:block;width:100%;min-width:36rem;height:auto}
    table{width:100%}
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
    tr{border-color:#3b3f44}
    td::before{color:#adadad}
    }
    @media print{
    .picture{overflow:visible;break-inside:avoid}
    .picture svg{min-width:0}
    }
    """
}
