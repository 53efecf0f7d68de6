import Script from "next/script";

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Script src="https://desk.example.com/widget/acme.js" strategy="afterInteractive" />
      </body>
    </html>
  );
}
