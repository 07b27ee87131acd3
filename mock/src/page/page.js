'use strict';
(() => {
  const root = document.documentElement;
  const connection = document.getElementById('connection');
  const pause = document.getElementById('pause');
  const toast = document.getElementById('toast');
  // The HTML of each keyed element as the server wrote it: what a reader opened or focused is not a change.
  const written = new WeakMap();
  let silence = 0;
  let fetching = false;
  let wanted = false;

  root.classList.add('scripted');

  function say(text) {
    toast.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { toast.textContent = ''; }, 4000);
  }

  function keyed(region) {
    return [...region.children].filter(child => child.dataset.key !== undefined);
  }

  function remember(scope) {
    for (const region of scope.querySelectorAll('[data-live]')) {
      for (const child of keyed(region)) written.set(child, child.outerHTML);
    }
  }

  // Takes over the fresh elements that differ; those that do not keep what the reader did to them.
  function mergeKeyed(region, fresh) {
    const known = new Map(keyed(region).map(child => [child.dataset.key, child]));
    const next = keyed(fresh).map(child => {
      const old = known.get(child.dataset.key);
      const html = child.outerHTML;
      if (old && written.get(old) === html) return old;
      const taken = document.adoptNode(child);
      if (old) taken.toggleAttribute('open', old.open === true);
      written.set(taken, html);
      return taken;
    });
    const focused = document.activeElement?.id;
    for (const child of [...region.childNodes]) if (!next.includes(child)) child.remove();
    next.forEach((child, index) => {
      const place = region.children[index];
      if (place !== child) region.insertBefore(child, place ?? null);
    });
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function merge(fresh) {
    for (const region of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(region.id);
      if (!other) continue;
      if (keyed(other).length > 0 || keyed(region).length > 0) mergeKeyed(region, other);
      else if (region.innerHTML !== other.innerHTML) region.replaceChildren(...other.childNodes);
    }
  }

  function paused() {
    return pause.getAttribute('aria-pressed') === 'true';
  }

  // One fetch at a time, however fast changes come.
  async function refresh() {
    wanted = true;
    if (fetching || paused()) return;
    fetching = true;
    try {
      while (wanted && !paused()) {
        wanted = false;
        const answer = await fetch('/', { cache: 'no-store' });
        if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    } catch {
      // The event stream says when the mock is back.
    } finally {
      fetching = false;
    }
  }

  function connected(state, text) {
    connection.dataset.state = state;
    connection.textContent = text;
  }

  const events = new EventSource('/mock/events');
  events.onopen = () => { connected('live', 'live'); refresh(); };
  events.onmessage = () => refresh();
  events.onerror = () => connected('lost', 'not connected');

  async function submit(form, submitter) {
    const fields = new URLSearchParams(new FormData(form, submitter));
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields });
      if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      else say(await answer.text());
    } catch {
      say('The mock does not answer.');
    }
  }

  document.addEventListener('submit', event => {
    event.preventDefault();
    submit(event.target, event.submitter);
  });

  async function copy(id) {
    const source = document.getElementById(id);
    const bytes = source.dataset.bytes;
    const text = bytes === undefined
      ? source.textContent
      : new TextDecoder().decode(Uint8Array.from(atob(bytes), character => character.charCodeAt(0)));
    try {
      await navigator.clipboard.writeText(text);
      say('Copied.');
    } catch {
      say('The browser did not allow copying.');
    }
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.copy) copy(button.dataset.copy);
    if (button !== pause) return;
    pause.setAttribute('aria-pressed', String(!paused()));
    pause.textContent = paused() ? 'Go on' : 'Pause';
    if (!paused()) refresh();
  });

  remember(document);
})();
