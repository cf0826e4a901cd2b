/** The demo's voice: lines for people, on stdout or, beside JSON, on stderr. */
export type Narrator = {
  readonly say: (line: string) => void;
  /** A line that replaces itself, on a terminal; elsewhere said when its text is a new one for the reader. */
  readonly progress: (line: string) => void;
};

const CLEAR = '\r\u001b[2K';

export function makeNarrator(stream: NodeJS.WriteStream): Narrator {
  let open = false;
  let lastSaidAt = 0;

  function close(): void {
    if (open) stream.write('\n');
    open = false;
  }

  return {
    say: (line) => {
      close();
      stream.write(`${line}\n`);
    },
    progress: (line) => {
      if (stream.isTTY) {
        stream.write(CLEAR + line);
        open = true;
        return;
      }
      const now = Date.now();
      if (now - lastSaidAt < 2000) return;
      lastSaidAt = now;
      stream.write(`${line}\n`);
    },
  };
}
