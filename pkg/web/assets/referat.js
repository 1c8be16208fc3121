// What a script adds to pages that work without one: suggestions in the search
// field, "/" to get there, buttons that copy, charts that begin at their end.
"use strict";
(() => {
	const field = document.getElementById("q");

	// "/" goes to the search field, unless something is being typed.
	document.addEventListener("keydown", (e) => {
		if (e.key !== "/" || e.ctrlKey || e.altKey || e.metaKey || !field) return;
		if (e.target.closest("input, textarea, select, [contenteditable]")) return;
		e.preventDefault();
		field.focus();
		field.select();
	});

	// A chart that is wider than the screen begins with the latest years.
	for (const chart of document.querySelectorAll(".years .scroll")) chart.scrollLeft = chart.scrollWidth;

	// A button with data-copy="ID" copies the text, or the value, of that element.
	for (const button of document.querySelectorAll("button[data-copy]")) {
		const source = document.getElementById(button.dataset.copy);
		if (!source || !navigator.clipboard) continue;
		const label = button.textContent;
		const said = document.createElement("span");
		said.className = "unseen";
		said.setAttribute("role", "status");
		button.after(said);
		button.hidden = false;
		button.addEventListener("click", async () => {
			let done = "Kopieret";
			try {
				await navigator.clipboard.writeText("value" in source ? source.value : source.textContent.trim());
			} catch {
				done = "Kunne ikke kopiere";
			}
			button.textContent = said.textContent = done;
			setTimeout(() => { button.textContent = label; said.textContent = ""; }, 2000);
		});
	}

	if (!field || !field.dataset.suggest) return;

	// Suggestions: a combobox with a list, as the ARIA practices have it. A word
	// goes into the field, a title leads to its punkt.
	const list = document.createElement("ul");
	list.id = "forslag";
	list.className = "options";
	list.hidden = true;
	list.setAttribute("role", "listbox");
	list.setAttribute("aria-label", "Forslag");
	field.after(list);
	const said = document.createElement("span");
	said.className = "unseen";
	said.setAttribute("role", "status");
	list.after(said);
	field.setAttribute("role", "combobox");
	field.setAttribute("aria-autocomplete", "list");
	field.setAttribute("aria-expanded", "false");
	field.setAttribute("aria-controls", list.id);

	let chosen = -1, asked = 0, timer = 0, pending = null;
	const known = new Map(); // answers of this page, by what was typed

	const close = () => {
		clearTimeout(timer);
		asked++;
		chosen = -1;
		list.hidden = true;
		list.replaceChildren();
		said.textContent = "";
		field.setAttribute("aria-expanded", "false");
		field.removeAttribute("aria-activedescendant");
	};
	const choose = (n) => {
		const options = list.children;
		if (options.length === 0) return;
		options[chosen]?.setAttribute("aria-selected", "false");
		chosen = n < -1 ? options.length - 1 : n >= options.length ? -1 : n;
		if (chosen < 0) {
			field.removeAttribute("aria-activedescendant");
			return;
		}
		options[chosen].setAttribute("aria-selected", "true");
		options[chosen].scrollIntoView({ block: "nearest" });
		field.setAttribute("aria-activedescendant", options[chosen].id);
	};
	const take = (option) => {
		if (option.dataset.href) {
			location.href = option.dataset.href;
			return;
		}
		field.value = field.value.replace(/[^\s"():]*$/u, "") + option.dataset.word + " ";
		close();
		field.focus();
	};
	const add = (text, more, data) => {
		const option = document.createElement("li");
		option.id = "forslag-" + list.children.length;
		option.setAttribute("role", "option");
		option.setAttribute("aria-selected", "false");
		option.append(text + " ");
		if (more) {
			const note = document.createElement("span");
			note.className = "muted";
			note.textContent = more;
			option.append(note);
		}
		Object.assign(option.dataset, data);
		option.addEventListener("mousedown", (e) => e.preventDefault()); // the field keeps the focus
		option.addEventListener("click", () => take(option));
		list.append(option);
	};
	const danish = (day) => {
		const date = new Date(day + "T12:00:00Z");
		return isNaN(date) ? day : date.toLocaleDateString("da-DK", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
	};
	const show = (answer) => {
		list.replaceChildren();
		chosen = -1;
		field.removeAttribute("aria-activedescendant");
		for (const w of answer.words ?? []) add(w.word, "", { word: w.word });
		for (const t of answer.titles ?? []) add(t.title, "punkt" + (t.date ? ", " + danish(t.date) : ""), { href: "/id/" + encodeURIComponent(t.id) });
		const n = list.children.length;
		list.hidden = n === 0;
		field.setAttribute("aria-expanded", String(n > 0));
		said.textContent = n === 0 ? "" : n === 1 ? "1 forslag" : n + " forslag";
	};
	const ask = async () => {
		const text = field.value.trim();
		const turn = ++asked;
		if (text.length < 2 || text.length > 100 || document.activeElement !== field) return close();
		let answer = known.get(text);
		if (!answer) {
			pending?.abort();
			pending = new AbortController();
			try {
				const reply = await fetch(field.dataset.suggest + "?limit=6&q=" + encodeURIComponent(text), { signal: pending.signal, headers: { Accept: "application/json" } });
				if (!reply.ok) return;
				answer = await reply.json();
			} catch {
				return; // the field works without
			}
			known.set(text, answer);
		}
		if (turn === asked && document.activeElement === field) show(answer);
	};
	field.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(ask, 120);
	});
	field.addEventListener("keydown", (e) => {
		if (e.isComposing) return;
		switch (e.key) {
		case "ArrowDown":
			if (list.hidden) ask(); else choose(chosen + 1);
			break;
		case "ArrowUp":
			if (list.hidden) return;
			choose(chosen - 1);
			break;
		case "Enter":
			if (chosen < 0) return close();
			take(list.children[chosen]);
			break;
		case "Escape":
			if (list.hidden) return;
			close();
			break;
		default:
			return;
		}
		e.preventDefault();
	});
	field.addEventListener("blur", close);
})();
