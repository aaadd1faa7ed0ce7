'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { cn } from '@edumaster/ui/class-names';
import { Upload } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface VideoPickerProps {
  readonly label: ReactNode;
  /** Says for which lecture, where the label alone does not. */
  readonly accessibleLabel: string;
  readonly multiple?: boolean;
  readonly variant?: 'secondary' | 'soft' | 'ghost';
  readonly onFiles: (files: readonly File[]) => void;
}

/** What browsers give no type to is let through too; what is chosen is looked at once more. */
const accepted = 'video/*,.mp4,.m4v,.mov,.mkv,.webm,.avi,.ts,.mts,.m2ts';

/** A real file input under a label, so that it works with every assistive technology. */
export function VideoPicker(props: VideoPickerProps) {
  const id = useId();
  return (
    <span className="relative inline-flex">
      <input
        id={id}
        type="file"
        accept={accepted}
        multiple={props.multiple ?? false}
        aria-label={props.accessibleLabel}
        className="peer absolute inset-0 z-10 size-full cursor-pointer opacity-0 file:cursor-pointer"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again, above all after a failure.
          event.currentTarget.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
      <span
        aria-hidden="true"
        className={cn(
          buttonStyle({ variant: props.variant ?? 'secondary', size: 'sm' }),
          'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus',
        )}
      >
        <Upload />
        {props.label}
      </span>
    </span>
  );
}
