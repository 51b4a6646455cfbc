// Pasting keeps paragraphs, bold, italic, lists, quotations, links and tables; the schema drops the rest.

/** Before the schema reads it: headings become bold paragraphs, Word's hidden parts go. */
export function beforePaste(html) {
  // As data: the page's security policy complains of every style attribute that is parsed.
  const styled = html.replace(/(<[^>]*?\s)style\s*=/gi, "$1data-style=")
  const page = new DOMParser().parseFromString(styled, "text/html")
  for (const gone of page.querySelectorAll("style, script, meta, link, title, del, o\\:p")) {
    if (gone.localName === "o:p") gone.replaceWith(...gone.childNodes)
    else gone.remove()
  }
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const paragraph = page.createElement("p")
    const strong = page.createElement("strong")
    strong.append(...heading.childNodes)
    paragraph.append(strong)
    heading.replaceWith(paragraph)
  }
  // Word says bold and italic by style where the web says it by element; Google wraps all in <b normal>.
  for (const styled of page.querySelectorAll("[data-style]")) {
    const style = styled.dataset.style
    const wraps = styled.matches("b, strong, i, em")
    if (wraps && /font-(weight|style):\s*normal/i.test(style)) styled.replaceWith(...styled.childNodes)
    else if (styled.localName === "span") mark(styled, style)
    styled.removeAttribute("data-style")
  }
  return page.body.innerHTML
}

function mark(span, style) {
  const tags = [
    [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
    [/font-style:\s*italic/i, "em"],
  ]
  for (const [pattern, tag] of tags) {
    if (!pattern.test(style)) continue
    const wrap = span.ownerDocument.createElement(tag)
    wrap.append(...span.childNodes)
    span.append(wrap)
  }
}
