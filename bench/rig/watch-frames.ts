/** Runs in the page; as text, because the compiler would give its inner function a helper that the page lacks. */
export const WATCH_FRAMES = `{
  const frames = (window.frames_ = []);
  let last = performance.now();
  const watch = (now) => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}`;
