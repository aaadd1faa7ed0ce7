'use client';

import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@edumaster/ui/dropdown-menu';
import type { ReactNode } from 'react';
import { PlayerButton } from './player-button.tsx';

export interface PlayerMenuOption {
  readonly value: string;
  readonly label: string;
}

export interface PlayerMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: string;
  readonly options: readonly PlayerMenuOption[];
  readonly onChoose: (value: string) => void;
  /** The player itself: in full screen nothing outside of it is shown. */
  readonly container: HTMLElement | null;
}

export function PlayerMenu(props: PlayerMenuProps) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <PlayerButton label={props.label}>{props.icon}</PlayerButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        side="top"
        align="end"
        container={props.container}
        className="max-h-64"
        // The player's keys must not act on what is typed in the menu.
        onKeyDown={(event) => event.stopPropagation()}
        onKeyUp={(event) => event.stopPropagation()}
      >
        <DropdownMenuLabel>{props.label}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={props.value} onValueChange={props.onChoose}>
          {props.options.map(({ value, label }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
