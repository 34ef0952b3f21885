/** Amounts in the policy's currency, as numbers with two decimals. */

/** To hundredths: sums of decimal prices must not show what binary fractions make of them. */
export function money(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** `USD 900`, `USD 75.30` */
export function moneyText(amount: number, currency: string): string {
  return `${currency} ${Number.isInteger(amount) ? String(amount) : amount.toFixed(2)}`;
}
