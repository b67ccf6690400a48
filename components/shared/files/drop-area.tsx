'use client';

import { IconPaperclip } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import classes from './drop-area.module.css';

interface DropAreaProps {
  /** Why files cannot be sent here; null = they can. */
  blocked: string | null;
  /** Shown while files hang over it. */
  hint: string;
  onFiles: (files: File[]) => void;
}

/** Takes files that are dropped anywhere on the page’s main part, and says so while they hang over it. */
export function DropArea({ blocked, hint, onFiles }: DropAreaProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const pane = ref.current?.closest('main');
    if (!pane) return;
    // Each element that is entered and left counts: the pane is left when the count is back at nothing.
    let depth = 0;
    const show = (event: DragEvent, change: number) => {
      if (!carriesFiles(event)) return;
      depth += change;
      setOver(depth > 0);
    };
    const enter = (event: DragEvent) => show(event, 1);
    const leave = (event: DragEvent) => show(event, -1);
    // Dropped elsewhere, the browser would leave the page to show the file.
    const allow = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (blocked === null) latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    pane.addEventListener('dragenter', enter);
    pane.addEventListener('dragleave', leave);
    pane.addEventListener('drop', drop);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', allow);
    return () => {
      pane.removeEventListener('dragenter', enter);
      pane.removeEventListener('dragleave', leave);
      pane.removeEventListener('drop', drop);
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', allow);
    };
  }, [blocked]);
  return (
    <div ref={ref} className={classes.area} data-over={over} data-blocked={blocked !== null}>
      {over && (
        <output className={classes.card}>
          <IconPaperclip size={20} stroke={1.75} />
          {blocked ?? hint}
        </output>
      )}
    </div>
  );
}

/** Chips that are put in another order are dragged too. */
function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
