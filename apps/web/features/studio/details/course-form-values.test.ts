import { expect, test } from 'vitest';
import { amountOf, courseDetailsOf, courseForm, emptyCourseForm } from './course-form-values.ts';

test('a typed price becomes minor units without rounding', () => {
  expect(amountOf('0')).toBe(0);
  expect(amountOf('49.99')).toBe(4999);
  expect(amountOf('1,5')).toBe(150);
  expect(amountOf('1020.10')).toBe(102_010);
});

test('a price that nobody could mean is refused', () => {
  const values = { ...emptyCourseForm, title: 'Knots', category: 'crafts' };
  for (const price of ['', 'free', '-1', '1.234', '9999999', '1e3']) {
    expect(courseForm.safeParse({ ...values, price }).success, price).toBe(false);
  }
  expect(courseForm.safeParse({ ...values, price: '12.5' }).success).toBe(true);
});

test('a title of spaces is none', () => {
  const values = { ...emptyCourseForm, title: '   ', category: 'crafts' };
  expect(courseForm.safeParse(values).success).toBe(false);
});

test('the course is sent with its currency', () => {
  const details = courseDetailsOf({ ...emptyCourseForm, title: 'Knots', price: '5' }, 'EUR');
  expect(details.price).toEqual({ amount: 500, currency: 'EUR' });
});
