// The application saves itself while one writes, and keeps what could not be sent. Without this file the form's
// own buttons do the same.
const form = document.querySelector("[data-autosave]");
const told = document.getElementById("saved");
const WAIT = 1200;
const RETRY = 8000;

function say(text) {
  if (told && told.textContent !== text) told.textContent = text;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = `ansokan-${form.dataset.key}`;
    this.touched = new Set();
    this.timer = null;
    this.sending = false;
    form.addEventListener("input", (event) => this.touch(event.target));
    form.addEventListener("change", (event) => this.touch(event.target, 100));
    form.addEventListener("submit", () => { this.leaving = true; localStorage.removeItem(this.key); });
    window.addEventListener("online", () => this.send());
    window.addEventListener("beforeunload", (event) => {
      if (this.touched.size && !this.leaving) event.preventDefault();
    });
    this.restore();
  }

  touch(field, wait = WAIT) {
    if (!field.name || field.name.startsWith("base-")) return;
    this.touched.add(field.name.replace(/^sure-/, ""));
    this.keep();
    say("Sparar …");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  // What has not been saved, with the digest it was written on, in case the page goes away.
  keep() {
    const kept = {};
    for (const name of this.touched) {
      const field = this.form.elements[name];
      if (field && field.type !== "checkbox") kept[name] = [field.value, this.base(name)?.value];
    }
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* a full store keeps nothing */ }
  }

  restore() {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(this.key) || "{}"); } catch { return; }
    for (const [name, [value, base]] of Object.entries(kept)) {
      const field = this.form.elements[name];
      if (!field || field.value === value) continue;
      field.value = value;
      if (this.base(name) && base) this.base(name).value = base;
      this.touch(field, 0);
    }
  }

  base(name) {
    return this.form.elements[`base-${name}`];
  }

  async send() {
    if (this.sending || !this.touched.size) return;
    this.sending = true;
    const names = [...this.touched];
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const name of names) {
      const field = this.form.elements[name];
      if (!field) continue;
      if (field.type !== "checkbox") body.set(name, field.value);
      else if (field.checked) body.set(name, "on");
      body.set(`base-${name}`, this.base(name)?.value ?? "");
      if (this.form.elements[`sure-${name}`]?.checked) body.set(`sure-${name}`, "1");
    }
    this.touched.clear();
    try {
      const answer = await fetch(this.form.action || location.href, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json(), names);
    } catch {
      names.forEach((name) => this.touched.add(name));
      this.keep();
      say("Inte sparat – texten finns kvar i webbläsaren");
      this.timer = setTimeout(() => this.send(), RETRY);
    } finally {
      this.sending = false;
    }
  }

  show(answer, names) {
    for (const [name, value] of Object.entries(answer.bases)) {
      const base = this.form.elements[name];
      if (base && !this.touched.has(name.slice(5))) base.value = value;
    }
    names.forEach((name) => this.mark(name, answer.errors[name]));
    const wrong = Object.keys(answer.errors).length > 0;
    if (wrong) say("Något är inte sparat, se vid fältet");
    else if (this.touched.size) this.timer = setTimeout(() => this.send(), WAIT);
    else { localStorage.removeItem(this.key); say(`Sparat ${answer.saved}`); }
    this.meter(answer);
    if (answer.sums) this.sums(answer.sums);
  }

  mark(name, errors) {
    const field = this.form.elements[name];
    if (!field?.id) return;
    let place = document.getElementById(`${field.id}_error`);
    if (!errors) {
      place?.remove();
      field.removeAttribute("aria-invalid");
      return;
    }
    if (!place) {
      place = document.createElement("span");
      place.className = "field-error";
      place.id = `${field.id}_error`;
      field.after(place);
    }
    place.textContent = errors.join(" ");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
  }

  meter(answer) {
    const meter = document.getElementById("meter");
    if (!meter) return;
    meter.value = Math.max(0, meter.max - answer.missing);
    document.getElementById("meter-words").textContent = String(meter.value);
    const here = document.getElementById("lacks-here");
    if (here) here.textContent = answer.here.length ? `${answer.here.length} saknas` : "";
  }

  sums(sums) {
    document.querySelectorAll("[data-sum=row]").forEach((cell, index) => { cell.textContent = sums.rows[index] ?? ""; });
    document.querySelectorAll("[data-sum=total]").forEach((row, index) => {
      row.querySelectorAll("td").forEach((cell, place) => { cell.textContent = sums.totals[index]?.[place] ?? ""; });
    });
    const words = document.getElementById("difference");
    if (words && words.textContent !== sums.words) words.textContent = sums.words;
  }
}

// A block from a spreadsheet fills the grid from the cell it is pasted into.
function pasteGrid(event, save) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const cell = event.target.closest("td");
  if (!cell || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = [...cell.closest("table").querySelectorAll("tr")].map((row) => [...row.querySelectorAll("td input")]).filter((row) => row.length);
  const first = rows.findIndex((row) => row.includes(event.target));
  const column = rows[first].indexOf(event.target);
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const field = rows[first + down]?.[column + right];
      if (!field) return;
      field.value = value.trim();
      save.touch(field);
    });
  });
}

if (form) {
  const save = new Autosave(form);
  document.querySelector(".grid")?.addEventListener("paste", (event) => pasteGrid(event, save));
}
document.body.dataset.ready = "";
