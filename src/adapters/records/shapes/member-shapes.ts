// What a step would write to a member.
import { z } from 'zod';

const referenceShape = z.strictObject({ id: z.number().int(), name: z.string() });
const seatClassShape = z.enum(['F', 'C', 'X']);
const text = z.string();

const always = {
  firstName: text,
  lastName: text,
  officeEmail: text,
  licenseClass: seatClassShape,
  securityRole: referenceShape,
};
const perhaps = {
  title: text.exactOptional(),
  officePhone: text.exactOptional(),
  mobilePhone: text.exactOptional(),
  structureLevel: referenceShape.exactOptional(),
  securityLocation: referenceShape.exactOptional(),
  defaultLocation: referenceShape.exactOptional(),
  defaultDepartment: referenceShape.exactOptional(),
  salesDefaultLocation: referenceShape.exactOptional(),
  serviceDefaultBoard: referenceShape.exactOptional(),
  timeZone: referenceShape.exactOptional(),
  workRole: referenceShape.exactOptional(),
  workType: referenceShape.exactOptional(),
  type: referenceShape.exactOptional(),
  timeApprover: referenceShape.exactOptional(),
  expenseApprover: referenceShape.exactOptional(),
  reportsTo: referenceShape.exactOptional(),
};
const fieldsShape = z.strictObject({ ...always, ...perhaps });

const fieldValueShape = z.union([text, referenceShape]);

export const fieldChangeShape = z.strictObject({
  field: fieldsShape.keyof(),
  from: fieldValueShape.nullable(),
  to: fieldValueShape,
});

export const memberDraftShape = z.strictObject({
  identifier: text,
  fields: fieldsShape,
  templateId: z.number().int().nullable(),
  hiredOn: text.nullable(),
});
