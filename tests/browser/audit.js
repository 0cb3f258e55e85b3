// What is wrong with the page a reader sees; asked by test_pages.py, which gives axe-core as loadAxe.
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
  //: Their words differ from language to language, or from one answer to the next.
  const WORDED = [...READ_OUT, "value", "content"];
  //: The same on every page a person reads.
  const FRAME = ["body > header", "body > footer"];
  //: What this browser keeps of all its pages: kinds of text whose colours were measured, shapes that were read.
  const MEASURED = "measured";
  const READ = "read";
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textDecorationLine"];

  const seen = new Set();

  const asked = (element, framed) => framed || !FRAME.some(part => element.closest(part));
  const visible = framed => [...document.querySelectorAll("*")].filter(element =>
    element.checkVisibility() && asked(element, framed));

  async function violations(framed, type, values) {
    if (!window.axe) {
      loadAxe();
      axe.configure({rules: Object.entries(OF_MARKED).map(([id, selector]) => ({id, selector}))});
    }
    const options = {runOnly: {type, values}, resultTypes: ["violations"], preload: false};
    const {violations} = await axe.run(framed ? document : {exclude: FRAME}, options);
    return violations.map(one => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 200)}`);
  }

  const kept = name => new Set(JSON.parse(localStorage.getItem(name)));
  const keep = (name, digests) => localStorage.setItem(name, JSON.stringify([...digests]));

  /** A number of 53 bits for a long text: kinds and shapes are many, and kept. */
  function digest(text) {
    let [high, low] = [0, 1];
    for (let at = 0; at < text.length; at++) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x9e3779b1);
      high = Math.imul(high ^ low, 0x85ebca6b) + at | 0;
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }

  /** Two texts are of one kind when the same classes surround them and they have the same looks. */
  function kind(element, around) {
    if (!element) return "";
    if (!around.has(element)) {
      const style = getComputedStyle(element);
      const own = `${element.tagName}.${element.className} ${LOOKS.map(name => style[name])}`;
      around.set(element, `${kind(element.parentElement, around)}\n${own}`);
    }
    return around.get(element);
  }

  const bearsText = element => element.matches("input, select, textarea, a")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** Texts of a kind whose colours nobody has measured yet. */
  function fresh(elements) {
    const measured = kept(MEASURED);
    const around = new Map();
    const found = elements.filter(bearsText).filter(element => {
      const key = digest(kind(element, around));
      return !measured.has(key) && measured.add(key);
    });
    keep(MEASURED, measured);
    return found;
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
   * Elements, what of them shows, their attributes; of words only where there are any and which are alike. Pages of one
   * shape, such as the same page in two languages, get the same answers of all rules that are not of marked elements.
   */
  function shape(framed) {
    const words = new Map();
    const which = text => words.set(text, words.get(text) ?? words.size).get(text);
    const written = (node, depth) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? `"${which(node.data.trim())}` : "";
      if (node.nodeType !== Node.ELEMENT_NODE || !asked(node, framed)) return "";
      const attributes = [...node.attributes].filter(({name}) => !(name in MARKS) && !(depth === 0 && name === "lang"))
        .map(({name, value}) => `${name}=${WORDED.includes(name) ? which(value.trim()) : value}`);
      const inside = [...node.childNodes].map(child => written(child, depth + 1)).join("");
      return `<${node.tagName} ${node.checkVisibility()} ${attributes.join(" ")}>${inside}</>`;
    };
    return digest(written(document.documentElement, 0));
  }

  function unread(framed) {
    const read = kept(READ), own = shape(framed);
    if (read.has(own)) return false;
    keep(READ, read.add(own));
    return true;
  }

  window.audit = {
    /** axe-core's violations and the page's width: all rules where something shows that has not been read yet. */
    async screen(framed) {
      const elements = visible(framed);
      const appeared = elements.some(element => !seen.has(element));
      elements.forEach(element => seen.add(element));
      const rules = mark(elements);
      const whole = appeared && unread(framed);
      const wrong = !whole && !rules.length ? []
        : await violations(framed, whole ? "tag" : "rule", whole ? TAGS : rules);
      return [wrong, document.documentElement.scrollWidth];
    },

    outline: () => [document.documentElement.lang, document.querySelectorAll("h1").length],

    /** Texts as a reader meets them: between tags, and in the attributes that are read out. */
    texts() {
      const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest("script, [lang=en]")) found.push(walker.currentNode.data);
      for (const element of document.querySelectorAll(READ_OUT.map(name => `[${name}]`)))
        for (const name of READ_OUT) found.push(element.getAttribute(name) || "");
      return found.map(text => text.replace(/\s+/g, " ").trim()).filter(text => text.includes(" "));
    },
  };
})();
