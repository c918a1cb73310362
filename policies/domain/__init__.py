"""What Lambda is: values and arithmetic. Knows no template and no CDK; everybody may know it."""
