/** A body that POST /system/members takes, for tests that spoil one thing in it. */

export function newMember(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const body: Record<string, unknown> = {
    identifier: 'dfir',
    licenseClass: 'F',
    firstName: 'Dana',
    lastName: 'Fir',
    password: 'a long random password 0123456789',
    hireDate: '2026-01-31T00:00:00Z',
    officeEmail: 'dana.fir@harborpine.example',
    defaultEmail: 'Office',
    defaultPhone: 'Office',
    companyActivityTabFormat: 'SummaryList',
    invoiceTimeTabFormat: 'SummaryList',
    invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
    invoicingDisplayOptions: 'RemainOnInvoicingScreen',
    agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
    securityRole: { id: 64 },
    securityLocation: { id: 2 },
    defaultLocation: { id: 3 },
    defaultDepartment: { id: 10 },
    ...changes,
  };
  // `undefined` takes a field away.
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
