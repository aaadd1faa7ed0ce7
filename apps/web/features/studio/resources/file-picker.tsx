'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { cn } from '@edumaster/ui/class-names';
import { Paperclip } from 'lucide-react';
import { useId } from 'react';

export interface FilePickerProps {
  readonly label: string;
  /** Says for which lecture. */
  readonly accessibleLabel: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A real file input under a label, so that it works with every assistive technology. */
export function FilePicker({ label, accessibleLabel, onFiles }: FilePickerProps) {
  const id = useId();
  return (
    <span className="relative -ms-3 inline-flex">
      <input
        id={id}
        type="file"
        multiple
        aria-label={accessibleLabel}
        className="peer absolute inset-0 z-10 size-full cursor-pointer opacity-0 file:cursor-pointer"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again, above all after a failure.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <span
        aria-hidden="true"
        className={cn(
          buttonStyle({ variant: 'ghost', size: 'sm' }),
          'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus',
        )}
      >
        <Paperclip />
        {label}
      </span>
    </span>
  );
}
