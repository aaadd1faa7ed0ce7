export const enrollmentPageSize = 24;
