/** Source: Apex Reference Guide, "Boolean Class". */
import type { Value } from '../values.ts';
import { platformClass } from './native.ts';

export const booleanClass = platformClass('Boolean', {
  'static Boolean valueOf(Object anyType)': (context, value: Value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return value.toLowerCase() === 'true';
    return context.fail('TypeException', `Invalid conversion from runtime type ${context.text(value)} to Boolean`);
  },
});
