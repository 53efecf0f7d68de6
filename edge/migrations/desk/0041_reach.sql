-- Which enquiries somebody may see, where it isn't that of their role: own, team or all.
ALTER TABLE staff ADD COLUMN reach TEXT;
