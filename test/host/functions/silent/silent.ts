// A file among functions that registers none.
export {};
