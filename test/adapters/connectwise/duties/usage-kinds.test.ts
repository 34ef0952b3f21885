import { expect, test } from 'vitest';
import { meaningOf } from '../../../../src/adapters/connectwise/duties/lists/usage-kinds.ts';

test.each([
  ['Service Ticket', 'ticket-owner'],
  ['ServiceTicket', 'ticket-owner'],
  ['Project Tickets', 'ticket-owner'],
  ['Ticket Resource', 'ticket-owner'],
  ['Project Issue', 'ticket-owner'],
  ['Schedule Entries', 'schedule-entry'],
  ['Time Sheet', 'time-sheet'],
  ['Timesheets', 'time-sheet'],
  ['ExpenseReport', 'expense-report'],
  ['Reports To', 'approver'],
  ['Expense Approver', 'approver'],
  ['Activity', 'activity'],
  ['Sales Activities', 'activity'],
  ['Opportunities', 'opportunity'],
  ['Service Team', 'team-leader'],
  ['Team Leader', 'team-leader'],
  ['Board Team Members', 'team-member'],
  ['Workflow E-Mail', 'workflow-action'],
  ['Workflow Action Sender', 'workflow-action'],
  ['ProjectManager', 'project-manager'],
  ['Project Expense Approver', 'project-manager'],
  ['My Company president', 'company-role'],
])('%s is shown by the list of %s', (type, kind) => {
  const meaning = meaningOf(type);

  expect(meaning.kind === 'listed' ? meaning.by : []).toContain(kind);
});

test.each([
  ['Project Team Member', 'project-team'],
  ['ProjectResource', 'project-team'],
  ['Department manager', 'company-role'],
  ['Department departmentManager', 'company-role'],
  ['Department Dispatcher', 'company-role'],
  ['Department duty manager', 'company-role'],
  ['Service Ticket Template', 'ticket-template'],
  ['ticketTemplate', 'ticket-template'],
  ['knowledgeBaseArticle', 'knowledge-article'],
  ['Knowledge Base Article Author', 'knowledge-article'],
])('%s is told as %s, because no list shows it', (type, as) => {
  expect(meaningOf(type)).toEqual({ kind: 'told', as });
});

test.each([
  ...['Ticket Template Category', 'Company Team', 'Sales Team', 'Service Status Workflow'],
  ...['Knowledge Base', 'Survey Recipient', 'Delegation', 'Managed Device Account', 'Time Sheet Reminder'],
  ...['Activity Template', 'Department', '', '漢字', '=1+1'],
])('%s stays a usage in the PSA’s own words', (type) => {
  expect(meaningOf(type)).toEqual({ kind: 'told', as: 'usage' });
});
