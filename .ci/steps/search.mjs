// usage: search.mjs SITE WORDS LINK: the site's search, run without a browser, finds LINK first for these words
// (or, without a link, nothing).
import assert from "node:assert";
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [site, words, link] = process.argv.slice(2);

class Element {
  constructor() {
    this.children = [];
    this.handlers = {};
    this.value = "";
    this.classList = { toggle() {} };
  }
  append(...children) { this.children.push(...children); }
  replaceChildren() { this.children = []; }
  addEventListener(name, handler) { this.handlers[name] = handler; }
  scrollIntoView() {}
}

const parts = { search: new Element(), found: new Element(), page: new Element() };
const document = {
  getElementById: (id) => parts[id],
  createElement: () => new Element(),
  addEventListener() {},
};
const context = vm.createContext({ window: {}, document });
for (const script of ["search-index.js", "search.js"]) {
  vm.runInContext(fs.readFileSync(path.join(site, script), "utf8"), context, { filename: script });
}
parts.search.value = words;
parts.search.handlers.input();
const first = parts.found.children[0];
assert.equal(first.children[0]?.href ?? "", link, `${words}: ${JSON.stringify(first)}`);
assert.equal(parts.page.hidden, true);
if (link) {
  const [file, place] = link.split("#");
  assert(fs.readFileSync(path.join(site, file), "utf8").includes(`id="${place}"`), `${link} is not there`);
}
console.log(`${words}: ${link || "nothing, as it should be"}`);
