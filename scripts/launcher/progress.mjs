const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Runs one step under a line that says what it is and how long it has taken.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const stopSpinning = process.stdout.isTTY ? spin(title, startedAt) : announce(title);
  try {
    const result = await work();
    stopSpinning();
    console.log(`✓ ${title} (${elapsed(startedAt)})`);
    return result;
  } catch (error) {
    stopSpinning();
    console.log(`✗ ${title} (${elapsed(startedAt)})`);
    throw error;
  }
}

export function elapsed(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

function spin(title, startedAt) {
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % frames.length;
    process.stdout.write(`\r${frames[frame]} ${title} … ${elapsed(startedAt)}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\x1b[K');
  };
}

/** In a log file there is nothing to redraw, but a long step must be seen to have begun. */
function announce(title) {
  console.log(`… ${title}`);
  return () => {};
}
