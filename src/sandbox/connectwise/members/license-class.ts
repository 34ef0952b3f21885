/** Tells the licence classes that a member can have from other texts. */
import type { WorldMember } from '../../world.ts';

const LICENSE_CLASSES = ['F', 'C', 'X', 'A'] as const satisfies readonly WorldMember['licenseClass'][];

export function isLicenseClass(value: unknown): value is WorldMember['licenseClass'] {
  return LICENSE_CLASSES.some((one) => one === value);
}
