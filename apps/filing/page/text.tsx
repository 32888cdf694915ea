import { TextField, type TextFieldProps } from '@kaika/look/field';
import { type StepProps, shown, wrong } from './step.tsx';

/** A text field of a step: shows what was sent before what the case holds, and why it was refused. */
export function Text(
  props: Omit<TextFieldProps, 'language' | 'error' | 'value'> & {
    readonly of: StepProps;
    readonly value: string;
  },
) {
  const { of, ...field } = props;
  return (
    <TextField
      {...field}
      language={of.frame.language}
      value={shown(of, field.name, field.value)}
      error={wrong(of, field.name)}
    />
  );
}
