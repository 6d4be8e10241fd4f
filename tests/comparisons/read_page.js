// What a person reads of a page and can do on it. Given: the HTML; the document's styles are in place.
(html) => {
  const sent = new DOMParser().parseFromString(html, "text/html")
  const root = document.documentElement
  root.lang = sent.documentElement.lang
  root.className = sent.documentElement.className
  root.replaceChild(document.adoptNode(sent.body), document.body)
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  all("details").forEach((details) => (details.open = true))

  const oneLine = (text) => (text ?? "").replace(/\s+/g, " ").trim()
  const label = (control) =>
    oneLine([...(control.labels ?? [])].map((one) => one.textContent).join(" "))
  const isChosen = (control) =>
    ["radio", "checkbox"].includes(control.type) ? (control.checked ? "chosen" : "not chosen") : ""
  const controls = all("input, select, textarea").filter((control) => control.type !== "hidden")
  const actionOf = (form) => form.getAttribute("action") || ""

  return {
    title: sent.title,
    text: document.body.innerText,
    unspoken: [
      ...all("[alt]").map((image) => `picture: ${image.alt}`),
      ...all("svg title, svg desc").map((part) => `drawing: ${oneLine(part.textContent)}`),
      ...all("[aria-label]").map((part) => `said aloud: ${part.getAttribute("aria-label")}`),
      ...all("[title]").map((part) => `hint: ${part.title}`),
      ...controls.map((control) =>
        ["field", control.type, label(control), isChosen(control), control.placeholder ?? "",
          ["radio", "checkbox"].includes(control.type) ? "" : control.value].join(" | ")),
      ...all("a[href]").map((link) => `link: ${oneLine(link.innerText)} ${link.getAttribute("href")}`),
      ...all("form").map((form) => `form: ${form.method} ${actionOf(form)}`),
    ],
    links: all("a[href]").map((link) => link.getAttribute("href")),
    forms: all("form").filter((form) => form.method === "post").map((form) => ({
      action: actionOf(form),
      controls: [...form.elements].filter((control) => control.name && !control.disabled)
        .map((control) => ({
          name: control.name,
          kind: control.type,
          value: control.value,
          label: label(control),
          inputmode: control.inputMode,
          is_chosen: !!control.checked,
          options: [...(control.options ?? [])].map((option) => option.value),
        })),
    })),
  }
}
