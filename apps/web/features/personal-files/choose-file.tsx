'use client';

import { Button } from '@edumaster/ui/button';
import { Upload } from 'lucide-react';
import { type ChangeEvent, type ReactNode, useRef } from 'react';

export interface ChooseFileProps {
  /** What the chosen file is for, for those who hear the button only. */
  readonly label: string;
  readonly accept: string;
  readonly isBusy: boolean;
  readonly describedBy?: string | undefined;
  readonly onChoose: (file: File) => void;
  readonly children: ReactNode;
}

/** A button that opens the system's picker; the input itself looks different in every browser. */
export function ChooseFile(props: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.target.files ?? [];
    // The same file again is another try.
    event.target.value = '';
    if (file) props.onChoose(file);
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        onChange={choose}
      />
      <Button
        variant="secondary"
        busy={props.isBusy}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden="true" />
        {props.children}
      </Button>
    </>
  );
}
