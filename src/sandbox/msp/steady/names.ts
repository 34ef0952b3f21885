/** Common names, mixed as in a city on the coast: 60 first and 61 last names give 3,660 combinations. All plain Latin letters. */

export const FIRST_NAMES: readonly string[] = [
  ...['Aaliyah', 'Aaron', 'Abigail', 'Adrian', 'Aisha', 'Alejandro', 'Alice', 'Amara', 'Amir', 'Andrea'],
  ...['Anika', 'Arjun', 'Beatriz', 'Brandon', 'Caleb', 'Camila', 'Carlos', 'Chloe', 'Daniela', 'David'],
  ...['Diego', 'Elena', 'Eli', 'Emma', 'Ethan', 'Fiona', 'Gabriel', 'Grace', 'Hassan', 'Helen'],
  ...['Ian', 'Imani', 'Isaac', 'Jade', 'James', 'Jamal', 'Kayla', 'Kenji', 'Leila', 'Liam'],
  ...['Lucas', 'Mai', 'Marcus', 'Maria', 'Mei', 'Nadia', 'Nathan', 'Nikhil', 'Omar', 'Paige'],
  ...['Rafael', 'Rebecca', 'Ryan', 'Sara', 'Sofia', 'Stefan', 'Tariq', 'Valerie', 'Yara', 'Zoe'],
];

export const LAST_NAMES: readonly string[] = [
  ...['Adams', 'Ahmed', 'Allen', 'Alvarez', 'Anderson', 'Bailey', 'Banerjee', 'Bennett', 'Bianchi', 'Brown'],
  ...['Campbell', 'Castillo', 'Chang', 'Clark', 'Cohen', 'Cruz', 'Davis', 'Diaz', 'Edwards', 'Evans'],
  ...['Fischer', 'Flores', 'Foster', 'Garcia', 'Gonzalez', 'Gupta', 'Hall', 'Hansen', 'Hernandez', 'Hill'],
  ...['Huang', 'Ivanov', 'Jackson', 'Johnson', 'Kaplan', 'Kaur', 'Khan', 'Kowalski', 'Lee', 'Lewis'],
  ...['Martinez', 'Miller', 'Morales', 'Morgan', 'Murphy', 'Nguyen', 'Nilsen', 'Obi', 'Park', 'Patel'],
  ...['Ramirez', 'Rivera', 'Robinson', 'Russo', 'Schmidt', 'Singh', 'Taylor', 'Thompson', 'Tran', 'Walker'],
  'Yamamoto',
];
