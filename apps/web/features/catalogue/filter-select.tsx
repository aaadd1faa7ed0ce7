'use client';

import { NativeSelect } from '@edumaster/ui/native-select';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  /** How many courses there are, when the search said so. */
  readonly count?: number | undefined;
}

export interface FilterSelectProps {
  readonly name: string;
  readonly label: string;
  readonly anyLabel: string;
  readonly value: string;
  readonly options: readonly FilterOption[];
}

export function FilterSelect({ name, label, anyLabel, value, options }: FilterSelectProps) {
  return (
    <NativeSelect key={value} name={name} aria-label={label} defaultValue={value}>
      <option value="">{anyLabel}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.count === undefined ? option.label : `${option.label} (${option.count})`}
        </option>
      ))}
    </NativeSelect>
  );
}
