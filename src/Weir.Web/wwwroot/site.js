// What a reader may do with a page beyond reading it. The page works without any of it.
const root = document.documentElement;
const year = 365 * 24 * 3600;

function remember(name, value) {
  document.cookie = `weir-${name}=${value}; path=/; max-age=${year}; samesite=lax`;
}

function find(action) {
  return document.querySelector(`[data-action="${action}"]`);
}

function say(button, text) {
  const status = button.closest('.actions')?.querySelector('[role="status"]');
  if (!status) return;
  status.textContent = '';
  // A screen reader speaks a change, so the same words twice need an empty moment between.
  requestAnimationFrame(() => { status.textContent = text; });
}

function offer(action, act) {
  const button = find(action);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => act(button));
}

function isNight() {
  return root.dataset.theme ? root.dataset.theme === 'night' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function showTheme() {
  find('theme')?.setAttribute('aria-pressed', String(isNight()));
}

offer('theme', () => {
  root.dataset.theme = isNight() ? 'light' : 'night';
  remember('theme', root.dataset.theme);
  showTheme();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
showTheme();

function resize(by) {
  const size = Math.min(3, Math.max(0, Number(root.dataset.text ?? 0) + by));
  if (size === 0) delete root.dataset.text;
  else root.dataset.text = String(size);
  remember('text', size);
  showSize(size);
}

function showSize(size) {
  find('smaller')?.setAttribute('aria-disabled', String(size === 0));
  find('larger')?.setAttribute('aria-disabled', String(size === 3));
}

offer('smaller', () => resize(-1));
offer('larger', () => resize(1));
showSize(Number(root.dataset.text ?? 0));

offer('print', () => print());

if (navigator.clipboard) {
  offer('copy', async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.link);
      say(button, button.dataset.done);
    } catch {
      say(button, button.dataset.failed);
    }
  });
}

if (navigator.share) {
  offer('share', async (button) => {
    try {
      await navigator.share({ title: button.dataset.title, url: button.dataset.link });
    } catch (refused) {
      // The reader closed the sheet: nothing to say.
      if (refused.name !== 'AbortError') say(button, button.dataset.link);
    }
  });
}
