/** Amounts in the policy's currency, as numbers with two decimals. */

/** To hundredths: sums of decimal prices must not show what binary fractions make of them. */
export function money(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** `USD 1,440`, `USD 75.30` */
export function moneyText(amount: number, currency: string): string {
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : 2;
  return `${currency} ${new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits: 2 }).format(amount)}`;
}
