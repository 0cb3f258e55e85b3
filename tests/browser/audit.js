// What is wrong with the page a reader sees; asked by test_pages.py, which has put axe-core into the same window.
(() => {
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  //: Rules that axe-core is asked about marked elements alone: about all others their answer is known, see mark().
  const OF_MARKED = {
    "color-contrast": "[data-fresh]",
    "link-in-text-block": "a[href][data-fresh]",
    "target-size": "[data-tight]",
    "scrollable-region-focusable": "[data-scrolls]:not(select, textarea)",
  };
  const MARKS = {"data-fresh": fresh, "data-tight": tight, "data-scrolls": scrolling};
  const TARGETS = "a[href], button, input, select, textarea, summary, [role][tabindex]";
  //: Pixels a target must measure each way, or be away from the next one (WCAG 2.5.8).
  const SIZE = 24;
  const READ_OUT = ["aria-label", "title", "placeholder", "alt"];
  //: They differ from language to language, or from one answer to the next.
  const WORDED = [...READ_OUT, "label", "value", "content"];
  //: The same on every page a person reads.
  const FRAME = ["body > header", "body > footer"];
  //: What makes the colours of a text, and what may lie behind it.
  const INK = ["color", "fontSize", "fontWeight", "textDecorationLine"];
  const GROUND = {backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1"};

  //: Of all pages: kinds of text whose colours were measured, shapes that were read; of this page what has shown.
  const measured = new Set(), read = new Set(), seen = new Set();

  axe.configure({rules: Object.entries(OF_MARKED).map(([id, selector]) => ({id, selector}))});

  const asked = (element, framed) => framed || !FRAME.some(part => element.closest(part));
  const visible = framed => [...document.querySelectorAll("*")].filter(element =>
    element.checkVisibility() && asked(element, framed));

  async function violations(framed, type, values) {
    const options = {runOnly: {type, values}, resultTypes: ["violations"], preload: false};
    const {violations} = await axe.run(framed ? document : {exclude: FRAME}, options);
    return violations.map(one => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 200)}`);
  }

  /** Whether it comes for the first time. */
  const isNew = (known, key) => known.size < known.add(key).size;

  /** What is painted behind an element: its own ground and those of all that hold it. */
  function ground(element, known) {
    if (!element) return "";
    if (!known.has(element)) {
      const style = getComputedStyle(element);
      const own = Object.entries(GROUND).filter(([name, none]) => style[name] !== none).map(([name]) => style[name]);
      known.set(element, `${ground(element.parentElement, known)}${own.length ? `\n${own}` : ""}`);
    }
    return known.get(element);
  }

  /** Two texts are of one kind when they have the same looks, on the same ground, amid text of the same looks. */
  function kind(element, known) {
    const [own, around] = [element, element.parentElement].map(one => getComputedStyle(one));
    return `${element.matches("a")} ${INK.map(name => [own[name], around[name]])} ${ground(element, known)}`;
  }

  const bearsText = element => element.matches("input, select, textarea, a")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** Texts of a kind whose colours nobody has measured yet. */
  function fresh(elements) {
    const known = new Map();
    return elements.filter(bearsText).filter(element => isNew(measured, kind(element, known)));
  }

  /** Targets that come into another one's way once each has its least size; about all others the rule is content. */
  function tight(elements) {
    const targets = elements.filter(element => element.matches(TARGETS)).map(element => {
      const {left, right, top, bottom, width, height} = element.getBoundingClientRect();
      const [x, y] = [width, height].map(length => Math.max(0, SIZE - length) / 2);
      return {element, left: left - x, right: right + x, top: top - y, bottom: bottom + y};
    });
    const meet = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom
      && !one.element.contains(two.element) && !two.element.contains(one.element);
    return targets.filter(one => targets.some(two => meet(one, two))).map(one => one.element);
  }

  /** What holds more than it shows, and lets a reader move it. */
  function scrolling(elements) {
    return elements.filter(element => {
      if (element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight) return false;
      const {overflowX, overflowY} = getComputedStyle(element);
      return [overflowX, overflowY].some(overflow => !["visible", "hidden", "clip"].includes(overflow));
    });
  }

  /** Marks what axe-core is asked about, and gives the rules that have any of it. */
  function mark(elements) {
    for (const [name, choose] of Object.entries(MARKS)) {
      document.querySelectorAll(`[${name}]`).forEach(element => element.removeAttribute(name));
      choose(elements).forEach(element => element.setAttribute(name, ""));
    }
    return Object.keys(OF_MARKED).filter(rule => document.querySelector(OF_MARKED[rule]));
  }

  /**
   * Elements, what of them shows, their attributes; of words only where there are any, and which of those that may name
   * something are alike; of a choice nothing but that it is there. Pages of one shape, such as the same page in two
   * languages, get the same answers of all rules that are not of marked elements.
   */
  function shape(framed) {
    const words = new Map();
    const which = text => words.set(text, words.get(text) ?? words.size).get(text);
    const attribute = ({name, value}) => name.startsWith("data-") ? name
      : `${name}=${WORDED.includes(name) ? which(value.trim()) : value}`;
    const written = (node, depth) => {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return `"${node.parentElement.id && which(node.data.trim())}`;
      if (node.nodeType !== Node.ELEMENT_NODE || !asked(node, framed)) return "";
      const attributes = [...node.attributes].filter(({name}) => !(name in MARKS) && !(depth === 0 && name === "lang"));
      const inside = node.matches("select") ? [] : [...node.childNodes].map(child => written(child, depth + 1));
      return `<${node.tagName} ${node.checkVisibility()} ${attributes.map(attribute).join(" ")}>${inside.join("")}</>`;
    };
    return written(document.documentElement, 0);
  }

  /** Puts an answer in the place of the page, as a browser does; the answer's status. */
  async function show(answer) {
    const text = await answer.text();
    seen.clear();
    document.open();
    history.replaceState(null, "", answer.url);
    const shown = new Promise(done => addEventListener("load", done, {once: true}));
    document.write(text);
    document.close();
    await shown;
    return answer.status;
  }

  window.audit = {
    open: async address => show(await fetch(address)),

    /** Types into the page's form and sends it with its main button. */
    async send(typed) {
      const form = document.querySelector("main form[method=post]:has(.form-buttons), main form[method=post]");
      const button = form.querySelector("button.btn-primary, button.btn-danger");
      for (const [name, value] of Object.entries(typed)) form.querySelector(`[name='${name}']`).value = value;
      const address = button.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
      return show(await fetch(address, {method: "POST", body: new FormData(form, button)}));
    },

    /** axe-core's violations and the page's width: all rules where something shows that has not been read yet. */
    async screen(framed) {
      const elements = visible(framed);
      const appeared = elements.some(element => !seen.has(element));
      elements.forEach(element => seen.add(element));
      const rules = mark(elements);
      const whole = appeared && isNew(read, shape(framed));
      const wrong = !whole && !rules.length ? []
        : await violations(framed, whole ? "tag" : "rule", whole ? TAGS : rules);
      return [wrong, document.documentElement.scrollWidth];
    },

    /** The page's language, its main headings, and its texts: between tags, and in the attributes that are read out. */
    outline() {
      const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest("script, [lang=en]")) found.push(walker.currentNode.data);
      for (const element of document.querySelectorAll(READ_OUT.map(name => `[${name}]`)))
        for (const name of READ_OUT) found.push(element.getAttribute(name) || "");
      const texts = found.map(text => text.replace(/\s+/g, " ").trim()).filter(text => text.includes(" "));
      return [document.documentElement.lang, document.querySelectorAll("h1").length, texts];
    },
  };
})();
