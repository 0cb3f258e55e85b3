// What is wrong with the page a reader sees; asked by test_pages.py, after axe-core.
(() => {
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const OF_SIZE = ["target-size", "scrollable-region-focusable"];
  //: Asked about texts that are marked as fresh.
  const OF_COLOUR = {"color-contrast": "[data-fresh]", "link-in-text-block": "a[href][data-fresh]"};
  const READ_OUT = ["aria-label", "title", "placeholder", "alt"];
  //: The same on every page a person reads.
  const FRAME = ["body > header", "body > footer"];
  //: Kinds of text whose colours were measured, on any page of this browser.
  const MEASURED = "measured";
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textDecorationLine"];

  let seen = new Set();

  // In one run with all other rules, so that axe-core finds only once where everything stands.
  axe.configure({rules: Object.entries(OF_COLOUR).map(([id, selector]) => ({id, selector}))});

  const visible = framed => [...document.querySelectorAll("*")].filter(element =>
    element.checkVisibility() && (framed || !FRAME.some(part => element.closest(part))));

  async function violations(framed, type, values) {
    const options = {runOnly: {type, values}, resultTypes: ["violations"], preload: false};
    const {violations} = await axe.run(framed ? document : {exclude: FRAME}, options);
    return violations.map(one => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 200)}`);
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

  /** A number of 53 bits for a long text: kinds are many, and kept. */
  function digest(text) {
    let [high, low] = [0, 1];
    for (let at = 0; at < text.length; at++) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x9e3779b1);
      high = Math.imul(high ^ low, 0x85ebca6b) + at | 0;
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }

  const bearsText = element => element.matches("input, select, textarea, a")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** Marks the texts of a kind whose colours nobody has measured yet. */
  function markFresh(framed) {
    const measured = new Set(JSON.parse(localStorage.getItem(MEASURED)));
    const around = new Map();
    for (const element of visible(framed).filter(bearsText)) {
      const key = digest(kind(element, around));
      element.toggleAttribute("data-fresh", !measured.has(key));
      measured.add(key);
    }
    localStorage.setItem(MEASURED, JSON.stringify([...measured]));
  }

  window.audit = {
    /** Rules of WCAG 2.2 AA and axe-core's advice, on the whole page, or without its frame. */
    everything(framed) {
      seen = new Set(visible(framed));
      markFresh(framed);
      return violations(framed, "tag", TAGS);
    },

    /** Once the screen has another width: sizes and colours, and all rules when something shows that was hidden. */
    whatAppeared(framed) {
      markFresh(framed);
      const more = visible(framed).some(element => !seen.has(element));
      return more ? violations(framed, "tag", TAGS) : violations(framed, "rule", [...OF_SIZE, ...Object.keys(OF_COLOUR)]);
    },

    width: () => document.documentElement.scrollWidth,

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
