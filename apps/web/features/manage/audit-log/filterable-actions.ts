/** What the log can be filtered by; each has a name in `manage.auditLog.actions`. */
export const filterableActions = [
  'member.roles_changed',
  'member.removed',
  'invitation.sent',
  'invitation.accepted',
  'account.status_changed',
  'impersonation.started',
  'course.published',
  'course.rejected',
  'category.created',
] as const;
