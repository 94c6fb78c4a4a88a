import Charts

/// The looks of the page of the paper's figures, beside those that all pages share.
enum PaperPageStyle {
  static let rules = """
    \(PageStyle.pictures)
    nav{border:1px solid #dedede;border-radius:6px;padding:.75rem 1rem;margin:1.5rem 0}
    nav ul{margin:0;padding:0;list-style:none;font-size:.9rem;line-height:1.35}
    nav li{margin:.3rem 0 .3rem 1rem;text-indent:-1rem}
    .hint{display:none;margin:.25rem 0;font-size:.85rem;color:#595959}
    dd{font-size:.95rem;white-space:pre-line}
    thead th{white-space:nowrap}
    tbody th{min-width:8rem;overflow-wrap:anywhere}
    thead th:nth-child(n+2):nth-child(-n+4){text-align:right}
    @media screen and (max-width:38rem){
    .hint{display:block}
    }
    @media screen and (prefers-color-scheme:dark){
    nav{border-color:#3b3f44}
    .hint{color:#adadad}
    }
    @media print{
    section{margin-top:1.25rem;break-inside:avoid}
    #verdicts{break-inside:auto;break-before:page}
    }
    """
}
