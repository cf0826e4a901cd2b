/** The forms that a system's name takes in code. */
export type Names = {
  /** `acme-erp`: of the folder and of the kind in the configuration. */
  readonly kind: string;
  /** `acmeErp` */
  readonly value: string;
  /** `AcmeErp` */
  readonly type: string;
  /** `ACME_ERP` */
  readonly constant: string;
};

/** Undefined for what cannot be a name: it takes lower-case words with hyphens. */
export function namesOf(kind: string): Names | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kind) || kind.length > 40 || kind === 'kit') return undefined;
  const type = kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return { kind, type, value: type.charAt(0).toLowerCase() + type.slice(1), constant: kind.replaceAll('-', '_').toUpperCase() };
}
