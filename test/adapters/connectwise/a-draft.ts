import type { MemberDraft } from '../../../src/domain/people/member.ts';

/** The least that a new member is made of. */
export function aDraft(changes: Partial<MemberDraft> = {}): MemberDraft {
  return {
    identifier: 'jdoe',
    templateId: null,
    hiredOn: null,
    fields: {
      firstName: 'Jane',
      lastName: 'Doe',
      officeEmail: 'jane@harborpine.example',
      licenseClass: 'F',
      securityRole: { id: 64, name: 'Technician' },
    },
    ...changes,
  };
}
