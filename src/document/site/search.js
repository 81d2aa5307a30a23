// Search over window.batcIndex: [name, what it is, where it belongs, link, sentence].
(() => {
  "use strict";
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const page = document.getElementById("page");
  const index = window.batcIndex || [];
  const most = 50;
  let chosen = 0;

  // How well an entry fits, the less the better; -1 when it does not.
  const rank = ([name, kind, place, , sentence], words) => {
    const low = name.toLowerCase();
    const all = `${low} ${kind} ${place} ${sentence}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return -1;
    const first = words[0];
    const part = low === first ? 0 : low.startsWith(first) ? 1 : low.includes(first) ? 2 : 3;
    return part * 2 + (["param", "output", "field"].includes(kind) ? 1 : 0);
  };

  const choose = (at) => {
    const items = list.children;
    if (!items.length) return;
    chosen = (at + items.length) % items.length;
    for (let i = 0; i < items.length; i++) items[i].classList.toggle("chosen", i === chosen);
    items[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.hidden = words.length === 0;
    page.hidden = words.length > 0;
    list.replaceChildren();
    if (words.length === 0) return;
    const found = index.map((entry, at) => ({ entry, at, rank: rank(entry, words) })).filter((hit) => hit.rank >= 0);
    found.sort((a, b) => a.rank - b.rank || a.at - b.at);
    for (const { entry: [name, kind, place, href, sentence] } of found.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = href;
      link.textContent = name;
      const about = document.createElement("span");
      about.textContent = ` ${kind}${place ? " of " + place : ""}${sentence ? ": " + sentence : ""}`;
      item.append(link, about);
      list.append(item);
    }
    if (!found.length) {
      const item = document.createElement("li");
      item.textContent = "Nothing found.";
      list.append(item);
    }
    choose(0);
  };

  const leave = () => {
    input.value = "";
    show();
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter") list.children[chosen]?.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === input) return;
    event.preventDefault();
    input.focus();
  });
  if (input.value) show();
})();
