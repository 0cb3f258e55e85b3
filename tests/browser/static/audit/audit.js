// What is wrong with the page a reader sees; asked by test_pages.py, after axe-core.
(() => {
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const OF_SIZE = ["target-size", "scrollable-region-focusable"];
  const READ_OUT = ["aria-label", "title", "placeholder", "alt"];

  const visible = () => [...document.querySelectorAll("*")].filter(element => element.checkVisibility());
  //: The same on every page a person reads.
  const FRAME = ["body > header", "body > footer"];
  let seen = new Set();

  const inFrame = element => FRAME.some(part => element.closest(part));

  /** Violations of axe-core's rules. Colours are the same in every language: the Indonesian page shows what is faint. */
  async function violations(where, runOnly) {
    const rules = {"color-contrast": {enabled: document.documentElement.lang === "id"}};
    const {violations} = await axe.run(where, {runOnly, rules, resultTypes: ["violations"], preload: false});
    return violations.map(one => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 200)}`);
  }

  window.audit = {
    /** Rules of WCAG 2.2 AA and axe-core's advice, on the whole page, or without its frame. */
    everything(framed) {
      seen = new Set(visible());
      return violations(framed ? document : {exclude: FRAME}, {type: "tag", values: TAGS});
    },

    /** Once the screen has another width: sizes of everything, all rules for what was hidden before. */
    async whatAppeared(framed) {
      const found = await violations(framed ? document : {exclude: FRAME}, {type: "rule", values: OF_SIZE});
      const fresh = visible().filter(element => !seen.has(element) && (framed || !inFrame(element)));
      return fresh.length ? [...found, ...await violations({include: fresh}, {type: "tag", values: TAGS})] : found;
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
